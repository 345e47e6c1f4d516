namespace ImageForge.DevCluster.Cel;

/// <summary>
/// What a macro gathers while it runs over a range. <c>all</c> and <c>exists</c> forgive errors where another item
/// decides; the others do not.
/// </summary>
internal sealed class CelFold(CelMacro macro)
{
    private readonly List<CelValue> _items = [];
    private CelValue? _decided;
    private CelValue? _problem;
    private int _count;

    public CelValue Result =>
        _decided
        ?? _problem
        ?? macro switch
        {
            CelMacro.All => CelBool.True,
            CelMacro.Exists => CelBool.False,
            CelMacro.ExistsOne => CelBool.Of(_count == 1),
            _ => new CelList(_items),
        };

    /// <summary>Takes one item; false where the rest cannot change the result.</summary>
    public bool Step(CelValue item, Func<CelExpr, CelValue> visit, CelExpr? filter, CelExpr body)
    {
        if (filter is not null)
        {
            var passes = visit(filter);
            if (passes is not CelBool pass)
            {
                return Fail(passes);
            }
            if (!pass.Value)
            {
                return true;
            }
        }
        var value = visit(body);
        if (macro == CelMacro.Map)
        {
            if (value is CelError)
            {
                return Fail(value);
            }

            _items.Add(value);
            return true;
        }

        if (value is not CelBool flag)
        {
            var tolerant = macro is CelMacro.All or CelMacro.Exists;
            return Fail(value) || tolerant;
        }
        if (macro == CelMacro.All ? !flag.Value : macro == CelMacro.Exists && flag.Value)
        {
            _decided = flag;
            return false;
        }
        if (flag.Value)
        {
            _count++;
            _items.Add(item);
        }
        return true;
    }

    private bool Fail(CelValue value)
    {
        _problem ??= value is CelError ? value : CelError.NoSuchOverload;
        return false;
    }
}
