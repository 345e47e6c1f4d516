using System.Text.Encodings.Web;
using System.Text.Json;

namespace ImageForge.ChartWriter;

/// <summary>The files of the chart that follow from others.</summary>
internal static class GeneratedFiles
{
    private const string Chart = "charts/imageforge";

    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The schema and the reference of the values, and the definitions of crds/.</summary>
    /// <param name="root">The repository.</param>
    /// <returns>Path within the repository, and content.</returns>
    public static IReadOnlyList<(string Path, string Content)> Of(string root)
    {
        var values = ChartValue.Read(File.ReadAllText(Path.Combine(root, Chart, "values.yaml")));
        return
        [
            ($"{Chart}/values.schema.json", ValuesSchema.Of(values).ToJsonString(Indented) + "\n"),
            ($"{Chart}/README.md", ValuesReference.Of(values)),
            .. Directory
                .EnumerateFiles(Path.Combine(root, "crds"), "imageforge.dev_*.yaml")
                .Order(StringComparer.Ordinal)
                .Select(file => ($"{Chart}/files/crds/{Path.GetFileName(file)}", File.ReadAllText(file))),
        ];
    }
}
