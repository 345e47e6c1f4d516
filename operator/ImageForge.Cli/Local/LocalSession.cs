using System.Globalization;
using ImageForge.Api.Common;
using ImageForge.Api.Core;
using ImageForge.Api.GenerationJobs;
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
        var jobs = new LocalJobs(objects, defaults, new LocalRunner(view, logger), time);
        var isWell = true;
        foreach (var job in objects.Jobs)
        {
            var start = time.GetTimestamp();
            var done = await jobs.ReconcileAsync(Stored(job), cancellation);
            isWell &= Tell(done, time.GetElapsedTime(start), view, errors);
            cancellation.ThrowIfCancellationRequested();
        }

        return isWell;
    }

    private GenerationJob Stored(GenerationJob job) =>
        storeUri is null
            ? job
            : job with
            {
                Spec = job.Spec with
                {
                    Output = (job.Spec.Output ?? new OutputSpec()) with
                    {
                        Storage = new StorageSpec { Uri = storeUri },
                    },
                },
            };

    private bool Tell(GenerationJob job, TimeSpan elapsed, IProgressView view, TextWriter errors)
    {
        var name = job.Metadata.Name;
        if (job.Status?.State != JobState.Completed)
        {
            view.Finish($"{name}  {job.Status?.State}");
            errors.WriteLine($"{name}: {Explanation(job.Status)}");
            return false;
        }

        var seconds = elapsed.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture);
        view.Finish($"{name}  Completed  {job.Status.Images} in {seconds} s");
        foreach (var artifact in job.Status.Artifacts ?? [])
        {
            view.Finish($"  {StorePlaces.Of(job.Spec.Output?.Storage?.Uri ?? defaults.StoreUri!, artifact.Key)}");
        }

        foreach (
            var warning in Conditions(job.Status)
                .Where(c => c is { Type: Api.Conditions.OverlaysUsable, Status: "False" })
        )
        {
            errors.WriteLine($"{name}: {warning.Message}");
        }

        return true;
    }

    private static string Explanation(GenerationJobStatus? status) =>
        Conditions(status).Where(c => c.Status == "False").Select(c => $"{c.Reason}: {c.Message}").FirstOrDefault()
        ?? "it did not finish";

    private static IReadOnlyList<Condition> Conditions(GenerationJobStatus? status) => status?.Conditions ?? [];
}
