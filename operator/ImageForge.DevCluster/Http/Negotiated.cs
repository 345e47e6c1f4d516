using ImageForge.DevCluster.Storage;

namespace ImageForge.DevCluster.Http;

/// <summary>The form of an answer, agreed on from the Accept header.</summary>
/// <param name="Form">Objects as they are, tables or metadata only.</param>
/// <param name="FormVersion">The version of the table, such as <c>v1</c>.</param>
/// <param name="IsYaml">YAML instead of JSON.</param>
internal sealed record Negotiated(OutputForm Form, string FormVersion, bool IsYaml)
{
    public static Negotiated Json { get; } = new(OutputForm.Object, "v1", false);

    /// <summary>The first entry that can be served.</summary>
    /// <exception cref="ApiError">NotAcceptable.</exception>
    public static Negotiated ForObject(string? accept)
    {
        foreach (var range in MediaRange.ParseAll(accept))
        {
            var yaml = range.Type is "application/yaml" or "application/x-yaml";
            if (!yaml && range.Type is not ("application/json" or "*/*" or "application/*"))
                continue;
            if (range.Parameter("as") is not { } form)
                return new Negotiated(OutputForm.Object, "v1", yaml);
            if (range.Parameter("g") != "meta.k8s.io" || range.Parameter("v") is not ("v1" or "v1beta1"))
                continue;
            if (Enum.TryParse<OutputForm>(form, out var known) && known != OutputForm.Object)
                return new Negotiated(known, range.Parameter("v")!, yaml);
        }
        throw NotAcceptable();
    }

    /// <summary>As <see cref="ForObject"/>, for a stream of events, which has no YAML.</summary>
    /// <exception cref="ApiError">NotAcceptable.</exception>
    public static Negotiated ForWatch(string? accept)
    {
        var ranges = MediaRange.ParseAll(accept).Where(r => r.Type is not ("application/yaml" or "application/x-yaml"));
        var remaining = string.Join(
            ',',
            ranges.Select(r => string.Join(';', [r.Type, .. r.Parameters.Select(p => $"{p.Key}={p.Value}")]))
        );
        if (remaining.Length == 0)
            throw NotAcceptable("application/json;stream=watch, application/vnd.kubernetes.protobuf;stream=watch");
        return ForObject(remaining);
    }

    public static ApiError NotAcceptable(
        string types = "application/json, application/yaml, application/vnd.kubernetes.protobuf"
    ) => ApiError.Make(406, "NotAcceptable", $"only the following media types are accepted: {types}", null);
}

/// <summary>What a client wants objects turned into.</summary>
internal enum OutputForm
{
    Object,
    Table,
    PartialObjectMetadata,
    PartialObjectMetadataList,
}
