using ImageForge.Api;
using ImageForge.Api.Common;
using ImageForge.Api.GenerationJobs;
using ImageForge.Contracts.Plans;

namespace ImageForge.Planning.Resolving;

/// <summary>Finds artifacts of other jobs.</summary>
/// <param name="jobs">The referenced jobs that exist.</param>
/// <param name="defaultStore">Store of jobs that name none.</param>
internal sealed class ArtifactSources(IReadOnlyList<GenerationJob> jobs, string? defaultStore)
{
    /// <summary>The image by URI and digest, or why the job has to wait for it.</summary>
    public (ImageSource? Image, Problem? Problem) Find(ArtifactReference reference, string field)
    {
        if (ReferenceRules.Validate(reference, field) is { } impossible)
        {
            return (null, impossible);
        }

        var job = jobs.FirstOrDefault(j => j.Metadata.Name == reference.JobName);
        if (job?.Status is not { State: JobState.Completed, Artifacts: { } artifacts } status)
        {
            return Waits(
                field,
                job is null ? $"GenerationJob '{reference.JobName}' does not exist"
                    : job.Status?.State is { } state ? $"GenerationJob '{reference.JobName}' is {state}"
                    : $"GenerationJob '{reference.JobName}' has not started"
            );
        }

        var artifact = reference.Variant is { } variant
            ? artifacts.FirstOrDefault(a => a.Variant == variant)
            : artifacts.FirstOrDefault(a => a.Key == status.PrimaryArtifact);
        if (artifact is null)
        {
            return (
                null,
                new(
                    Reasons.InvalidSpec,
                    $"{field}.artifact: GenerationJob '{reference.JobName}' has no variant {reference.Variant} (it has {artifacts.Count})."
                )
            );
        }

        var store = (job.Spec.Output?.Storage?.Uri ?? defaultStore)?.TrimEnd('/');
        return (
            new ImageSource { Uri = $"{store}/{FileUri.Encode(artifact.Key)}", Digest = "sha256:" + artifact.Sha256 },
            null
        );
    }

    private static (ImageSource?, Problem?) Waits(string field, string what) =>
        (null, new(Reasons.WaitingForArtifact, $"{field}.artifact: {what}; waiting for it to complete."));
}
