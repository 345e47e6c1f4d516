using System.Runtime.CompilerServices;
using ImageForge.Api.GenerationJobs;
using ImageForge.Api.Storyboards;
using ImageForge.Planning;

namespace ImageForge.Cli.Local;

/// <summary>Carries a set of objects out, one after the other.</summary>
/// <param name="objects">What is asked for.</param>
/// <param name="defaults">What applies to jobs that do not say otherwise.</param>
/// <param name="storeUri">Store of every job instead of its own; null leaves each its own.</param>
/// <param name="runner">Carries the plans out.</param>
/// <param name="time">The clock.</param>
internal sealed class LocalSession(
    LocalObjects objects,
    OperatorDefaults defaults,
    string? storeUri,
    IPlanRunner runner,
    TimeProvider time
)
{
    /// <summary>What becomes of each object, as soon as it is at rest.</summary>
    public async IAsyncEnumerable<LocalResult> RunAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        var jobs = new LocalJobs(objects, defaults, runner, time);
        var boards = new LocalBoards(jobs, defaults, runner, time);
        foreach (var job in objects.Jobs)
        {
            var result = LocalResult.Of(await jobs.ReconcileAsync(Stored(job), cancellation), Place);
            cancellation.ThrowIfCancellationRequested();
            yield return result;
        }

        foreach (var board in objects.Storyboards)
        {
            var result = LocalResult.Of(await boards.ReconcileAsync(Stored(board), cancellation), Place);
            cancellation.ThrowIfCancellationRequested();
            yield return result;
        }
    }

    private string Place(StorageSpec? storage, string key) => StorePlaces.Of(storage?.Uri ?? defaults.StoreUri!, key);

    private GenerationJob Stored(GenerationJob job) =>
        storeUri is null ? job : job with { Spec = job.Spec with { Output = Stored(job.Spec.Output) } };

    private Storyboard Stored(Storyboard board)
    {
        var template = board.Spec.Template ?? new StoryboardTemplate();
        return storeUri is null
            ? board
            : board with
            {
                Spec = board.Spec with { Template = template with { Output = Stored(template.Output) } },
            };
    }

    private OutputSpec Stored(OutputSpec? output) =>
        (output ?? new OutputSpec()) with
        {
            Storage = new StorageSpec { Uri = storeUri! },
        };
}
