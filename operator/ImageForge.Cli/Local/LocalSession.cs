using System.Runtime.CompilerServices;
using ImageForge.Api.GenerationJobs;
using ImageForge.Api.Storyboards;
using ImageForge.Planning;

namespace ImageForge.Cli.Local;

/// <summary>Reconciles a set of objects, one after the other.</summary>
/// <param name="objects">The objects.</param>
/// <param name="defaults">Defaults of jobs.</param>
/// <param name="storeUri">Overrides the store of all jobs; null to keep it.</param>
/// <param name="runner">Runs the plans.</param>
/// <param name="time">The clock.</param>
internal sealed class LocalSession(
    LocalObjects objects,
    OperatorDefaults defaults,
    string? storeUri,
    IPlanRunner runner,
    TimeProvider time
)
{
    /// <summary>
    /// Returns the result of each object when it is settled, and finally of those that wait for an object missing from the
    /// manifests. The order of the manifests does not matter.
    /// </summary>
    public async IAsyncEnumerable<LocalResult> RunAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        var context = new LocalContext(Stored(objects), defaults, runner, time);
        List<ILocalObject> waiting =
        [
            .. context.Objects.Jobs.Select(job => new LocalJob(job, context)),
            .. context.Objects.Storyboards.Select(board => new LocalStoryboard(board, context)),
        ];
        int before;
        do
        {
            before = waiting.Count;
            foreach (var item in waiting.ToList())
            {
                var isAtRest = await item.ReconcileAsync(cancellation);
                cancellation.ThrowIfCancellationRequested();
                if (isAtRest)
                {
                    waiting.Remove(item);
                    yield return item.Result(Place);
                }
            }
        } while (waiting.Count > 0 && waiting.Count < before);

        foreach (var item in waiting)
        {
            yield return item.Result(Place);
        }
    }

    private LocalObjects Stored(LocalObjects all) =>
        all with
        {
            Jobs = [.. all.Jobs.Select(Stored)],
            Storyboards = [.. all.Storyboards.Select(Stored)],
        };

    private string Place(StorageSpec? storage, string key) =>
        StoreLocations.Of(storage?.Uri ?? defaults.StoreUri!, key);

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
