using System.Text.Json.Nodes;

namespace ImageForge.Kube.Config;

/// <summary>A mapping within a kubeconfig file, which knows where it stands for the sake of messages.</summary>
internal sealed record KubeconfigSection(string Source, string Path, JsonObject Json)
{
    public static KubeconfigSection Empty { get; } = new("", "", []);

    public bool Has(string field) => Json[field] is not null;

    public string? Text(string field) =>
        Json[field] switch
        {
            null => null,
            JsonValue value => value.ToString() is { Length: > 0 } text ? text : null,
            _ => throw Error(field, "must be a string"),
        };

    public bool Flag(string field) =>
        Text(field) is { } text
        && (bool.TryParse(text, out var flag) ? flag : throw Error(field, "must be true or false"));

    /// <summary>A path, made absolute from the folder of the file that states it.</summary>
    public string? File(string field) =>
        Text(field) is { } path
            ? System.IO.Path.GetFullPath(path, System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(Source))!)
            : null;

    public Uri? Address(string field)
    {
        if (Text(field) is not { } text)
        {
            return null;
        }
        // Kubernetes' own clients take an address without a scheme as http.
        var whole = text.Contains("://", StringComparison.Ordinal) ? text : "http://" + text;
        return Uri.TryCreate(whole, UriKind.Absolute, out var uri) ? uri : throw Error(field, "is not a valid URL");
    }

    public KubeconfigSection Child(string field, JsonObject json) => new(Source, $"{Path}.{field}", json);

    public JsonNode? Extension(string name) =>
        (Json["extensions"] as JsonArray)
            ?.OfType<JsonObject>()
            .FirstOrDefault(entry => (string?)entry["name"] == name)
            ?["extension"];

    public IReadOnlyDictionary<string, string> Pairs(string field) =>
        (Json[field] as JsonArray ?? [])
            .OfType<JsonObject>()
            .ToDictionary(pair => pair["name"]?.ToString() ?? "", pair => pair["value"]?.ToString() ?? "");

    public static IReadOnlyList<string> Texts(JsonNode? list) =>
        [.. (list as JsonArray ?? []).Select(item => item?.ToString() ?? "")];

    public KubeConfigException Error(string field, string problem, Exception? inner = null) =>
        new($"{Source}: {Path}.{field} {problem}.", inner);
}
