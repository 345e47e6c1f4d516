using System.Text.Json.Nodes;
using ImageForge.Contracts.Plans;

namespace ImageForge.Cli.Manifests;

/// <summary>
/// Makes addresses that begin with <c>file://./</c> or <c>file://../</c> absolute: they are below the folder of their manifest.
/// A cluster knows no such folder; a manifest that is read here has one.
/// </summary>
internal static class RelativeFiles
{
    private const string Field = "uri";

    /// <summary>Makes every address of a manifest absolute, in place.</summary>
    /// <param name="node">The manifest or a part of it.</param>
    /// <param name="folder">Folder of the manifest.</param>
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

    // One with a query or a fragment is left to be refused by its field's name.
    private static bool IsRelative(string uri) =>
        (
            uri.StartsWith(FileUri.Scheme + "./", StringComparison.Ordinal)
            || uri.StartsWith(FileUri.Scheme + "../", StringComparison.Ordinal)
        ) && !FileUri.HasMore(uri);
}
