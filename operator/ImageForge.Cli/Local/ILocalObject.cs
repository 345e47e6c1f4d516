using ImageForge.Api;
using ImageForge.Api.Common;
using ImageForge.Api.GenerationJobs;
using ImageForge.Api.Storyboards;
using k8s.Models;

namespace ImageForge.Cli.Local;

/// <summary>An object reconciled by the operator's deciders without a cluster.</summary>
internal interface ILocalObject
{
    /// <summary>Reconciles until the object is settled or waits for another one.</summary>
    /// <returns>Whether it is settled.</returns>
    Task<bool> ReconcileAsync(CancellationToken cancellation);

    /// <summary>The result to display.</summary>
    /// <param name="place">Returns the location of an artifact.</param>
    LocalResult Result(Func<StorageSpec?, string, string> place);
}

/// <summary>Result of an object.</summary>
/// <param name="Name">Its name.</param>
/// <param name="State">Final state.</param>
/// <param name="Images">Stored and total images, such as "2/4".</param>
/// <param name="Places">Locations of the images.</param>
/// <param name="Rendered">Device and warnings of the model; null if no model ran.</param>
/// <param name="Problems">Errors and warnings.</param>
internal sealed record LocalResult(
    string Name,
    JobState? State,
    string? Images,
    IReadOnlyList<string> Places,
    string? Rendered,
    IReadOnlyList<string> Problems
)
{
    public static LocalResult Of(GenerationJob job, Func<StorageSpec?, string, string> place) =>
        new(
            job.Metadata.Name!,
            job.Status?.State,
            job.Status?.Images,
            [.. (job.Status?.Artifacts ?? []).Select(a => place(job.Spec.Output?.Storage, a.Key))],
            job.Status?.Conditions?.FirstOrDefault(c => c is { Type: Conditions.Polished, Status: "True" })?.Message,
            Explain(job.Status?.State, job.Status?.Conditions ?? [])
        );

    public static LocalResult Of(Storyboard board, Func<StorageSpec?, string, string> place)
    {
        var status = board.Status;
        var frames = (status?.Frames ?? []).Select(f => f.Artifact).Append(status?.ContactSheet).OfType<StoredObject>();
        return new(
            board.Metadata.Name!,
            status?.State,
            status?.FramesDone,
            [.. frames.Select(o => place(board.Spec.Template?.Output?.Storage, o.Key))],
            Rendered: null,
            Explain(status?.State, status?.Conditions ?? [])
        );
    }

    private static IReadOnlyList<string> Explain(JobState? state, IReadOnlyList<V1Condition> conditions)
    {
        var problems = conditions.Where(c => c.Status == "False").Select(c => $"{c.Reason}: {c.Message}").Distinct();
        return state == JobState.Completed ? [.. problems] : [problems.FirstOrDefault() ?? "not finished"];
    }
}
