namespace ImageForge.DevCluster.Cel;

/// <summary>Arguments, lists, maps and numbers.</summary>
internal sealed partial class CelParser
{
    private List<CelExpr> Arguments()
    {
        List<CelExpr> arguments = [];
        if (!Current.Is(")"))
        {
            arguments.Add(Expression());
            while (Current.Is(","))
            {
                Take();
                arguments.Add(Expression());
            }
        }
        Expect(")");
        return arguments;
    }

    private CelExpr.ListLiteral ListLiteral()
    {
        var open = Take();
        List<CelExpr> items = [];
        while (!Current.Is("]"))
        {
            items.Add(Expression());
            if (!TakeIf(","))
            {
                break;
            }
        }
        Expect("]");
        return new CelExpr.ListLiteral(open.Position, items);
    }

    private CelExpr.MapLiteral MapLiteral()
    {
        var open = Take();
        List<(CelExpr, CelExpr)> entries = [];
        while (!Current.Is("}"))
        {
            var key = Expression();
            Expect(":");
            entries.Add((key, Expression()));
            if (!TakeIf(","))
            {
                break;
            }
        }
        Expect("}");
        return new CelExpr.MapLiteral(open.Position, entries);
    }

    private CelExpr.Literal Number(CelToken token, string sign) =>
        CelNumbers.Parse(token, sign) is { } value
            ? new CelExpr.Literal(token.Position, value)
            : throw Fail(token.Position, $"invalid {(token.Kind == CelTokenKind.Uint ? "uint" : "int")} literal");
}
