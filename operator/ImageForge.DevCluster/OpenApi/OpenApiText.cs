using System.Globalization;
using System.Text.Json.Nodes;

namespace ImageForge.DevCluster.OpenApi;

/// <summary>Small pieces that documents are made of.</summary>
internal static class OpenApiText
{
    public static JsonObject Reference(string schema) => new() { ["$ref"] = $"#/components/schemas/{schema}" };

    /// <summary><c>imageforge.dev</c> in the form that operation ids and tags have: <c>imageforgeDev</c>.</summary>
    public static string Camel(string group)
    {
        var pascal = Pascal(group);
        return pascal.Length == 0 ? "" : char.ToLower(pascal[0], CultureInfo.InvariantCulture) + pascal[1..];
    }

    /// <summary><c>imageforge.dev</c> as <c>ImageforgeDev</c>.</summary>
    public static string Pascal(string text) =>
        string.Concat(
            text.Split('.', '-', '_')
                .Where(part => part.Length > 0)
                .Select(part => char.ToUpper(part[0], CultureInfo.InvariantCulture) + part[1..])
        );

    public static JsonObject Kind(OpenApiResource resource, string kind) =>
        new()
        {
            ["group"] = resource.Group,
            ["kind"] = kind,
            ["version"] = resource.Version,
        };
}
