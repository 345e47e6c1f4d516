using ImageForge.Api.GenerationJobs;

namespace ImageForge.Planning.Resolving;

/// <summary>
/// Fields that are in the schema but not supported in this version. A job that sets one is rejected: ignoring it would
/// produce a wrong image.
/// </summary>
internal static class UnsupportedFields
{
    private const string NoCache = "caching is not implemented; remove it or set spec.cache.policy to None";

    public static IReadOnlyList<UnsupportedField<GenerationJobSpec>> All { get; } =
    [
        new("mode", s => s.Mode != GenerationMode.Generate, "only Generate is supported"),
        new("source", s => s.Source is not null, "only mode Generate is supported; remove it"),
        new("discard", s => s.Discard is { Count: > 0 }, "images cannot be deleted from the store; remove it"),
        new(
            "prompt.enhance",
            s => s.Prompt?.Enhance is { Enabled: true },
            "prompt enhancement is not implemented; remove it"
        ),
        .. Stages.All.SelectMany(stage => stage.Unsupported),
        new("cache.policy", s => s.Cache is { Policy: not CachePolicy.None }, NoCache),
        new("cache.ttl", s => s.Cache?.Ttl is not null, NoCache),
    ];

    /// <summary>The first unsupported field that is set, or null.</summary>
    public static Problem? Find(GenerationJobSpec spec) => All.FirstOrDefault(field => field.IsSet(spec))?.Refusal();
}
