namespace ImageForge.Api.GenerationJobs;

/// <summary>What happens when an image that the specification names cannot be read.</summary>
public enum MissingInputPolicy
{
    /// <summary>
    /// The job fails with reason InputMissing, InputUnreadable or InputUnavailable; the message names the field, the source
    /// and the cause.
    /// </summary>
    Fail,

    /// <summary>
    /// The picture is made without it: a layer is left out, a layer is drawn without its mask, the built-in background is
    /// drawn. The condition Composed is False and names what is missing.
    /// </summary>
    Skip,
}
