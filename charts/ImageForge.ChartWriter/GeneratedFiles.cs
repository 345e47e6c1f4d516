using System.Text.Encodings.Web;
using System.Text.Json;
using ImageForge.Operator.Hosting.Configuration;

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

    /// <summary>The schema and the reference of the values, the values of flags, and the definitions of crds/.</summary>
    /// <param name="root">The repository.</param>
    /// <returns>Path within the repository, and content.</returns>
    public static IReadOnlyList<(string Path, string Content)> Of(string root)
    {
        var values = ChartValue.Read(File.ReadAllText(Path.Combine(root, Chart, "values.yaml")));
        return
        [
            ($"{Chart}/values.schema.json", ValuesSchema.Of(values).ToJsonString(Indented) + "\n"),
            ($"{Chart}/README.md", ValuesReference.Of(values)),
            ($"{Chart}/files/options.yaml", Options()),
            .. Directory
                .EnumerateFiles(Path.Combine(root, "crds"), "imageforge.dev_*.yaml")
                .Order(StringComparer.Ordinal)
                .Select(file => ($"{Chart}/files/crds/{Path.GetFileName(file)}", File.ReadAllText(file))),
        ];
    }

    /// <summary>The value of the chart that sets what a flag does, for the template that refuses the flag.</summary>
    private static string Options() =>
        "# The value in place of a flag. Generated from the operator's options by `make chart`.\n"
        + string.Concat(
            Option
                .All.Select(option => (option.Flag, Value: Value(option)))
                .Where(pair => pair.Value is not null)
                .Select(pair => $"{pair.Flag}: {pair.Value}\n")
        );

    private static string? Value(Option option) =>
        option switch
        {
            // The chart's own argument.
            { Flag: "config" } => "config",
            { Field: "namespaces" } => "watchNamespaces",
            { Field: { } field } => $"config.{field}",
            _ => null,
        };
}
