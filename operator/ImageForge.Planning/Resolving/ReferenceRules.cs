using ImageForge.Api;
using ImageForge.Api.GenerationJobs;
using ImageForge.Planning.Naming;

namespace ImageForge.Planning.Resolving;

/// <summary>
/// Refuses the names of resources of ImageForge that cannot exist, since a job waits for one that does not exist yet. The schema
/// accepts every object name: stored resources have such names, and an API server that does not ratchet validation would
/// refuse each write of their status.
/// </summary>
internal static class ReferenceRules
{
    /// <summary>The first impossible name in the settings of a job, or null.</summary>
    /// <param name="settings">The spec of a job, or the template of a storyboard.</param>
    /// <param name="field">Its field, such as "spec".</param>
    public static Problem? Validate(GenerationSettings settings, string field) =>
        (
            JobResolver.ProfileName(settings) is { } profile
                ? Named(profile, "an AtmosphereProfile", $"{field}.compose.atmosphere.profileRef.name")
                : null
        )
        ?? Records
            .Images(settings, field)
            .Select(i => i.Image.Artifact is { } artifact ? Validate(artifact, i.Path) : null)
            .FirstOrDefault(problem => problem is not null);

    /// <summary>Whether the job of an image can exist.</summary>
    /// <param name="artifact">The image.</param>
    /// <param name="field">The field of the image.</param>
    public static Problem? Validate(ArtifactReference artifact, string field) =>
        Named(artifact.JobName, "a GenerationJob", $"{field}.artifact.jobName");

    private static Problem? Named(string name, string kind, string field) =>
        KubernetesNames.IsOfImageForge(name)
            ? null
            : new(
                Reasons.InvalidSpec,
                $"{field} '{name}' cannot be the name of {kind}: use at most 63 lower-case letters, digits and hyphens, with a letter first and no hyphen last."
            );
}
