namespace ImageForge.DevCluster.Cel;

internal enum CelMacro
{
    All,
    Exists,
    ExistsOne,
    Map,
    Filter,
}

/// <summary>Calls that are syntax rather than functions, because they introduce a variable or do not evaluate.</summary>
internal static class CelMacros
{
    /// <summary>The expansion of a call, or null where it is an ordinary one.</summary>
    public static CelExpr? Expand(
        CelExpr? target,
        string name,
        int position,
        IReadOnlyList<CelExpr> arguments,
        Func<int, string, CelSyntaxError> fail
    )
    {
        if (target is null)
        {
            return name == "has" && arguments.Count == 1 ? Has(position, arguments[0], fail) : null;
        }

        switch (name, arguments.Count)
        {
            case ("all", 2):
                return Over(CelMacro.All, filter: null, arguments[1]);
            case ("exists", 2):
                return Over(CelMacro.Exists, filter: null, arguments[1]);
            case ("exists_one" or "existsOne", 2):
                return Over(CelMacro.ExistsOne, filter: null, arguments[1]);
            case ("map", 2):
                return Over(CelMacro.Map, filter: null, arguments[1]);
            case ("map", 3):
                return Over(CelMacro.Map, arguments[1], arguments[2]);
            case ("filter", 2):
                return Over(CelMacro.Filter, filter: null, arguments[1]);
            default:
                return null;
        }

        CelExpr.Comprehension Over(CelMacro macro, CelExpr? filter, CelExpr body) =>
            new(position, macro, target, Variable(arguments[0]), filter, body);

        string Variable(CelExpr expression) =>
            expression is CelExpr.Ident ident
                ? ident.Name
                : throw fail(expression.Position, "argument must be a simple name");
    }

    private static CelExpr.Has Has(int position, CelExpr argument, Func<int, string, CelSyntaxError> fail) =>
        argument is CelExpr.Select select
            ? new CelExpr.Has(position, select.Operand, select.Field)
            : throw fail(argument.Position, "invalid argument to has() macro");
}
