using System.Globalization;
using ImageForge.Api.Common;
using ImageForge.Api.GenerationJobs;
using ImageForge.Api.Storyboards;
using ImageForge.Cli.Display;
using ImageForge.Planning;
using Microsoft.Extensions.Logging;

namespace ImageForge.Cli.Local;

/// <summary>Carries a set of objects out, one after the other, and says what became of each.</summary>
/// <param name="objects">What is asked for.</param>
/// <param name="defaults">What applies to jobs that do not say otherwise.</param>
/// <param name="storeUri">Store of every job instead of its own; null leaves each its own.</param>
/// <param name="time">The clock.</param>
internal sealed class LocalSession(LocalObjects objects, OperatorDefaults defaults, string? storeUri, TimeProvider time)
{
    /// <returns>Whether everything was completed.</returns>
    public async Task<bool> RunAsync(
        IProgressView view,
        ILogger logger,
        TextWriter errors,
        CancellationToken cancellation
    )
    {
        var runner = new LocalRunner(view, logger);
        var jobs = new LocalJobs(objects, defaults, runner, time);
        var boards = new LocalBoards(jobs, defaults, runner, time);
        var isWell = true;
        foreach (var job in objects.Jobs)
        {
            var start = time.GetTimestamp();
            var result = LocalResult.Of(await jobs.ReconcileAsync(Stored(job), cancellation), Place);
            cancellation.ThrowIfCancellationRequested();
            isWell &= Tell(result, time.GetElapsedTime(start), view, errors);
        }

        foreach (var board in objects.Storyboards)
        {
            var start = time.GetTimestamp();
            var result = LocalResult.Of(await boards.ReconcileAsync(Stored(board), cancellation), Place);
            cancellation.ThrowIfCancellationRequested();
            isWell &= Tell(result, time.GetElapsedTime(start), view, errors);
        }

        return isWell;
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

    private static bool Tell(LocalResult result, TimeSpan elapsed, IProgressView view, TextWriter errors)
    {
        var seconds = elapsed.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture);
        view.Finish($"{result.Name}  {result.State}  {result.Images} in {seconds} s");
        foreach (var place in result.Places)
        {
            view.Finish($"  {place}");
        }

        foreach (var problem in result.Problems)
        {
            errors.WriteLine($"{result.Name}: {problem}");
        }

        return result.State == JobState.Completed;
    }
}
