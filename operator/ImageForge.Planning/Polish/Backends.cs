using ImageForge.Api.GenerationJobs;
using ImageForge.Planning.Polish.Onnx;
using ImageForge.Planning.Polish.OnnxStyle;

namespace ImageForge.Planning.Polish;

/// <summary>The back ends of polish. Each has a folder of its own here, and its counterpart in the runner.</summary>
internal static class Backends
{
    /// <summary>What a job can start from, for messages.</summary>
    public const string Starts = "spec.compose or a guidance image with the role Reference";

    /// <summary>All back ends that are supported.</summary>
    public static IReadOnlyList<IBackend> All { get; } = [new OnnxBackend(), new OnnxStyleBackend()];

    /// <summary>The names of some back ends, for messages.</summary>
    public static string Names(Func<IBackend, bool> where) =>
        string.Join(" or ", All.Where(where).Select(backend => backend.Name));

    /// <summary>The back end of a job; null if it has none or one that is not supported.</summary>
    public static IBackend? Of(PolishSpec? polish) => All.FirstOrDefault(backend => backend.Name == polish?.Backend);

    /// <summary>Whether a job has a back end, supported or not.</summary>
    public static bool IsSet(PolishSpec? polish) => polish?.Backend is not null and not PolishBackend.None;

    /// <summary>Whether a job renders from an image rather than from its prompt alone.</summary>
    public static bool HasStart(GenerationJobSpec spec) =>
        spec.Compose is not null || spec.Polish?.GuidanceImages is { Count: > 0 };
}
