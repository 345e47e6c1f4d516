using System.Text.Json.Nodes;
using ImageForge.Api.Yaml;
using ImageForge.Artifacts.Directories;
using ImageForge.Artifacts.Errors;

namespace ImageForge.Cli.Manifests;

/// <summary>
/// Reads manifests from files, folders (their *.yaml, *.yml and *.json, by name) and standard input (<c>-</c>).
/// </summary>
internal static class ManifestReader
{
    private const string ListSuffix = "List";

    // Bounds reads from devices and pipes.
    private const int MaxBytes = 64 * 1024 * 1024;

    private static readonly string[] Extensions = [".yaml", ".yml", ".json"];

    public static IReadOnlyList<ManifestDocument> Read(IEnumerable<string> paths, TextReader standardInput)
    {
        var documents = paths
            .SelectMany(path =>
                Directory.Exists(path)
                    ? Files(path).SelectMany(file => ReadFile(file, isFound: true, standardInput))
                    : ReadFile(path, isFound: false, standardInput)
            )
            .ToList();
        return documents.Count > 0 ? documents : throw new ManifestException("no manifests found");
    }

    private static IEnumerable<string> Files(string path) =>
        Directory
            .EnumerateFiles(path)
            .Where(f => Extensions.Contains(Path.GetExtension(f)) && !IsKustomization(f))
            .Order(StringComparer.Ordinal);

    private static bool IsKustomization(string file) => Path.GetFileNameWithoutExtension(file) == "kustomization";

    private static IEnumerable<ManifestDocument> ReadFile(string file, bool isFound, TextReader standardInput)
    {
        var name = file == "-" ? "<stdin>" : file;
        IReadOnlyList<YamlDocument> documents;
        try
        {
            documents = YamlReader.Read(file == "-" ? standardInput.ReadToEnd() : Text(file, isFound));
        }
        catch (YamlFormatException exception)
        {
            throw new ManifestException($"{Place(name, exception.Position)}: {exception.Message}");
        }
        catch (Exception exception)
            when (exception is IOException or UnauthorizedAccessException or UnusableFileException)
        {
            throw new ManifestException($"{name}: {exception.Message}");
        }

        var folder = file == "-" ? "." : Path.GetDirectoryName(Path.GetFullPath(file))!;
        foreach (var document in documents)
        {
            RelativeFiles.Resolve(document.Value, Path.GetFullPath(folder));
        }

        return documents.SelectMany(document => Objects(name, document, document.Value, ""));
    }

    /// <summary>The text of a file. Files found in a directory must be regular; a named file may be a pipe.</summary>
    private static string Text(string file, bool isFound)
    {
        using var stream = isFound
            ? new FileStream(RegularFile.Open(file), FileAccess.Read)
            : new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var text = new MemoryStream();
        var buffer = new byte[81920];
        while (stream.Read(buffer) is > 0 and var read)
        {
            text.Write(buffer, 0, read);
            if (text.Length > MaxBytes)
            {
                throw new UnusableFileException($"exceeds the maximum size of {MaxBytes} bytes");
            }
        }

        text.Position = 0;
        return new StreamReader(text).ReadToEnd();
    }

    /// <summary>The object of a document, or the items of a List, as printed by kubectl.</summary>
    private static IEnumerable<ManifestDocument> Objects(
        string file,
        YamlDocument document,
        JsonNode? value,
        string path
    )
    {
        var place = Place(file, document.PositionOf(path));
        if (value is not JsonObject fields)
        {
            throw new ManifestException($"{place}: expected a mapping with apiVersion and kind");
        }

        var manifest = new ManifestDocument(file, document, fields, path);
        if (manifest.Kind.Length == 0 || manifest.ApiVersion.Length == 0)
        {
            throw new ManifestException($"{place}: apiVersion and kind are required");
        }

        if (!manifest.Kind.EndsWith(ListSuffix, StringComparison.Ordinal) || fields["items"] is not JsonArray items)
        {
            return [manifest];
        }

        // Items of a typed list may omit the kind.
        var itemKind = manifest.Kind[..^ListSuffix.Length];
        foreach (var item in items.OfType<JsonObject>().Where(_ => itemKind.Length > 0))
        {
            item["apiVersion"] ??= manifest.ApiVersion;
            item["kind"] ??= itemKind;
        }

        var prefix = path.Length == 0 ? "" : path + ".";
        return items.SelectMany((item, i) => Objects(file, document, item, $"{prefix}items[{i}]"));
    }

    private static string Place(string file, YamlPosition at) => $"{file}:{at.Line}:{at.Column}";
}

/// <summary>One object of a manifest file.</summary>
/// <param name="File">The file.</param>
/// <param name="Document">The YAML document.</param>
/// <param name="Object">The object.</param>
/// <param name="Path">Path within the document: empty, or such as <c>items[0]</c> in a List.</param>
internal sealed record ManifestDocument(string File, YamlDocument Document, JsonObject Object, string Path = "")
{
    public string Kind => Text("kind");

    public string ApiVersion => Text("apiVersion");

    public string Name => Object["metadata"] is JsonObject metadata ? Text(metadata, "name") : "";

    /// <summary>Position of a field as <c>file:line:column</c>.</summary>
    public string Place(string path)
    {
        var at = Document.PositionOf(string.Join('.', new[] { Path, path }.Where(part => part.Length > 0)));
        return $"{File}:{at.Line}:{at.Column}";
    }

    private string Text(string field) => Text(Object, field);

    private static string Text(JsonObject parent, string field) =>
        parent[field] is JsonValue value && value.TryGetValue<string>(out var text) ? text : "";
}

/// <summary>Invalid manifest; the message has file, line, column and what to change.</summary>
internal sealed class ManifestException(string message) : Exception(message);
