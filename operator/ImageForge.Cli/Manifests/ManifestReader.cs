using System.Text.Json.Nodes;
using ImageForge.Api.Yaml;

namespace ImageForge.Cli.Manifests;

/// <summary>Reads manifests from files, folders (their *.yaml, *.yml and *.json, by name) and standard input (<c>-</c>).</summary>
internal static class ManifestReader
{
    private static readonly string[] Extensions = [".yaml", ".yml", ".json"];

    public static IReadOnlyList<ManifestDocument> Read(IEnumerable<string> paths, TextReader standardInput)
    {
        var documents = paths
            .SelectMany(path => Files(path))
            .SelectMany(file => ReadFile(file, standardInput))
            .ToList();
        return documents.Count > 0 ? documents : throw new ManifestException("there is no manifest in what was given");
    }

    private static IEnumerable<string> Files(string path) =>
        Directory.Exists(path)
            ? Directory
                .EnumerateFiles(path)
                .Where(f => Extensions.Contains(Path.GetExtension(f)) && !IsKustomization(f))
                .Order(StringComparer.Ordinal)
            : [path];

    private static bool IsKustomization(string file) => Path.GetFileNameWithoutExtension(file) == "kustomization";

    private static IEnumerable<ManifestDocument> ReadFile(string file, TextReader standardInput)
    {
        var name = file == "-" ? "<stdin>" : file;
        IReadOnlyList<YamlDocument> documents;
        try
        {
            documents = YamlReader.Read(file == "-" ? standardInput.ReadToEnd() : File.ReadAllText(file));
        }
        catch (YamlFormatException exception)
        {
            var at = exception.Position;
            throw new ManifestException($"{name}:{at.Line}:{at.Column}: {exception.Message}");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ManifestException($"{name}: {exception.Message}");
        }

        var folder = file == "-" ? "." : Path.GetDirectoryName(Path.GetFullPath(file))!;
        foreach (var document in documents)
        {
            RelativeFiles.Resolve(document.Value, Path.GetFullPath(folder));
        }

        return documents.SelectMany(document => Objects(name, document));
    }

    private static IEnumerable<ManifestDocument> Objects(string file, YamlDocument document)
    {
        var at = document.PositionOf("");
        if (document.Value is not JsonObject)
        {
            throw new ManifestException(
                $"{file}:{at.Line}:{at.Column}: a manifest is a mapping with apiVersion and kind"
            );
        }

        var manifest = new ManifestDocument(file, document);
        if (manifest.Kind.Length == 0 || manifest.ApiVersion.Length == 0)
        {
            throw new ManifestException($"{file}:{at.Line}:{at.Column}: apiVersion or kind is missing");
        }

        return [manifest];
    }
}
