namespace ImageForge.DevCluster.Cel;

/// <summary>Lists, maps, and the loops of macros.</summary>
internal sealed partial class CelEvaluator
{
    private CelValue List(CelExpr.ListLiteral list)
    {
        var items = new List<CelValue>(list.Items.Count);
        foreach (var item in list.Items)
        {
            var value = Visit(item);
            if (value is CelError)
            {
                return value;
            }

            items.Add(value);
        }
        return new CelList(items);
    }

    private CelValue Map(CelExpr.MapLiteral map)
    {
        var entries = new Dictionary<CelValue, CelValue>();
        foreach (var (keyExpression, valueExpression) in map.Entries)
        {
            var key = Visit(keyExpression);
            if (key is CelError)
            {
                return key;
            }
            if (key is not (CelString or CelInt or CelUint or CelBool))
            {
                return new CelError($"unsupported key type: {key.Type.Name}");
            }
            var value = Visit(valueExpression);
            if (value is CelError)
            {
                return value;
            }
            if (new CelMap(entries).Find(key) is not null)
            {
                return new CelError($"Failed with repeated key: {CelConversions.Show(key)}");
            }
            entries[key] = value;
        }
        return new CelMap(entries);
    }

    private CelValue Comprehension(CelExpr.Comprehension expression)
    {
        var range = Visit(expression.Range);
        if (range is CelError)
        {
            return range;
        }
        IEnumerable<CelValue> items;
        switch (range)
        {
            case CelList list:
                items = list.Items;
                break;
            case CelMap { IsObject: false } map:
                items = map.Entries.Select(e => e.Key).OrderBy(CelConversions.Show, StringComparer.Ordinal);
                break;
            default:
                return CelError.NoSuchOverload;
        }

        var fold = new CelFold(expression.Macro);
        var shadowed = _variables.GetValueOrDefault(expression.Variable);
        foreach (var item in items)
        {
            _variables[expression.Variable] = item;
            if (!fold.Step(item, Visit, expression.Filter, expression.Body) || _budget < 0)
            {
                break;
            }
        }

        if (shadowed is null)
        {
            _variables.Remove(expression.Variable);
        }
        else
        {
            _variables[expression.Variable] = shadowed;
        }

        return fold.Result;
    }
}
