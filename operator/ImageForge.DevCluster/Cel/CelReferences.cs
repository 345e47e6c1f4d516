namespace ImageForge.DevCluster.Cel;

/// <summary>Whether an expression names a variable.</summary>
internal static class CelReferences
{
    public static bool Contains(CelExpr expression, string name) =>
        expression switch
        {
            CelExpr.Ident ident => ident.Name == name,
            CelExpr.Select select => Contains(select.Operand, name),
            CelExpr.Has has => Contains(has.Operand, name),
            CelExpr.Call call => call.Operands.Any(operand => Contains(operand, name)),
            CelExpr.Logical logical => logical.Operands.Any(operand => Contains(operand, name)),
            CelExpr.Conditional c => Contains(c.Condition, name)
                || Contains(c.Then, name)
                || Contains(c.Otherwise, name),
            CelExpr.ListLiteral list => list.Items.Any(item => Contains(item, name)),
            CelExpr.MapLiteral map => map.Entries.Any(e => Contains(e.Key, name) || Contains(e.Value, name)),
            CelExpr.Comprehension c => Contains(c.Range, name)
                || (c.Variable != name && (Contains(c.Body, name) || (c.Filter is { } f && Contains(f, name)))),
            _ => false,
        };
}
