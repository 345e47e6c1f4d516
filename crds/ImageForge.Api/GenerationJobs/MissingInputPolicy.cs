namespace ImageForge.Api.GenerationJobs;

/// <summary>What happens if an image referenced by the spec cannot be read.</summary>
public enum MissingInputPolicy
{
    /// <summary>
    /// The job fails with reason InputMissing, InputUnreadable or InputUnavailable; the message has the field, the source
    /// and the cause.
    /// </summary>
    Fail,

    /// <summary>
    /// The image is generated without it: a layer is omitted, a mask is ignored, or the built-in background is
    /// drawn. The condition Composed is False and names what is missing.
    /// </summary>
    Skip,
}
