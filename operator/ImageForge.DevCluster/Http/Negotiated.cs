using ImageForge.DevCluster.Storage;

namespace ImageForge.DevCluster.Http;

/// <summary>The form of an answer, agreed on from the Accept header: JSON, as objects or as a table.</summary>
/// <param name="TableVersion">The version of the table, such as <c>v1</c>; null for objects as they are.</param>
internal sealed record Negotiated(string? TableVersion)
{
    private static readonly Negotiated Json = new((string?)null);

    /// <summary>The first entry that can be served.</summary>
    /// <exception cref="ApiError">NotAcceptable.</exception>
    public static Negotiated ForObject(string? accept) => Find(accept) ?? throw NotAcceptable();

    /// <summary>As <see cref="ForObject"/>, for a stream of events.</summary>
    /// <exception cref="ApiError">NotAcceptable.</exception>
    public static Negotiated ForWatch(string? accept) =>
        Find(accept)
        ?? throw NotAcceptable("application/json;stream=watch, application/vnd.kubernetes.protobuf;stream=watch");

    private static Negotiated? Find(string? accept)
    {
        foreach (var range in MediaRange.ParseAll(accept))
        {
            if (!range.IsJson)
            {
                continue;
            }

            if (range.Parameter("as") is not { } form)
            {
                return Json;
            }

            if (form == "Table" && range.Parameter("g") == "meta.k8s.io" && range.Parameter("v") is "v1" or "v1beta1")
            {
                return new Negotiated(range.Parameter("v"));
            }
        }

        return null;
    }

    // The API server's own words, as clients and recordings know them.
    public static ApiError NotAcceptable(
        string types = "application/json, application/yaml, application/vnd.kubernetes.protobuf"
    ) => ApiError.Make(406, "NotAcceptable", $"only the following media types are accepted: {types}", null);
}
