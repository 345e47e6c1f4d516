namespace ImageForge.DevCluster.Cel;

/// <summary>Names that are types and not variables.</summary>
internal static class CelTypeNames
{
    private static readonly Dictionary<string, CelTypeValue> Types = new[]
    {
        "bool",
        "bytes",
        "double",
        "dyn",
        "int",
        "list",
        "map",
        "null_type",
        "string",
        "type",
        "uint",
        "google.protobuf.Duration",
        "google.protobuf.Timestamp",
    }.ToDictionary(name => name, name => new CelTypeValue(name));

    public static CelTypeValue? Find(string name) => Types.GetValueOrDefault(name);

    /// <summary>The type that a chain of names denotes, or null.</summary>
    public static CelTypeValue? Qualified(CelExpr.Select select) => Dotted(select) is { } name ? Find(name) : null;

    /// <summary>The first name of a chain of names.</summary>
    public static string Root(CelExpr expression) =>
        expression switch
        {
            CelExpr.Select select => Root(select.Operand),
            CelExpr.Ident ident => ident.Name,
            _ => "",
        };

    private static string? Dotted(CelExpr expression) =>
        expression switch
        {
            CelExpr.Ident ident => ident.Name,
            CelExpr.Select select => Dotted(select.Operand) is { } left ? $"{left}.{select.Field}" : null,
            _ => null,
        };
}
