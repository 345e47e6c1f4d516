using System.Text.Json.Nodes;
using ImageForge.Contracts.Plans;

namespace ImageForge.Cli.Manifests;

/// <summary>
/// Resolves <c>file://./</c> and <c>file://../</c> URIs relative to the directory of their manifest. Local runs only.
/// A cluster does not know that directory.
/// </summary>
internal static class RelativeFiles
{
    private const string Field = "uri";

    /// <summary>Resolves all relative file URIs of a manifest, in place.</summary>
    /// <param name="node">The manifest or a part of it.</param>
    /// <param name="folder">Directory of the manifest.</param>
    public static void Resolve(JsonNode? node, string folder)
    {
        if (node is JsonArray items)
        {
            foreach (var item in items)
            {
                Resolve(item, folder);
            }
        }
        else if (node is JsonObject fields)
        {
            foreach (var (name, value) in fields.ToList())
            {
                if (
                    name == Field
                    && value is JsonValue text
                    && text.TryGetValue<string>(out var uri)
                    && IsRelative(uri)
                )
                {
                    var path = FileUri.Decode(uri[FileUri.Scheme.Length..]);
                    fields[name] = FileUri.Of(Path.GetFullPath(Path.Combine(folder, path)));
                }
                else
                {
                    Resolve(value, folder);
                }
            }
        }
    }

    // URIs with a query or fragment are left for validation, which names the field.
    private static bool IsRelative(string uri) =>
        (
            uri.StartsWith(FileUri.Scheme + "./", StringComparison.Ordinal)
            || uri.StartsWith(FileUri.Scheme + "../", StringComparison.Ordinal)
        ) && !FileUri.HasMore(uri);
}
