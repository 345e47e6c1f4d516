namespace ImageForge.DevCluster.Cel;

/// <summary>Names that are no variables: types, and functions with a dot in their name.</summary>
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
        "optional_type",
        "string",
        "type",
        "uint",
        "google.protobuf.Duration",
        "google.protobuf.Timestamp",
        "kubernetes.Quantity",
        "kubernetes.URL",
        "net.CIDR",
        "net.IP",
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

    /// <summary>The name of the function that <c>target.name</c> is when taken as one name, or null where there is none.</summary>
    public static string? Namespaced(CelExpr target, string name) =>
        target is CelExpr.Ident ident && CelOverloads.Exists($"{ident.Name}.{name}") ? $"{ident.Name}.{name}" : null;

    private static string? Dotted(CelExpr expression) =>
        expression switch
        {
            CelExpr.Ident ident => ident.Name,
            CelExpr.Select { Optional: false } select => Dotted(select.Operand) is { } left
                ? $"{left}.{select.Field}"
                : null,
            _ => null,
        };
}
