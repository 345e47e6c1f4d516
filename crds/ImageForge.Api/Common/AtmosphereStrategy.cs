namespace ImageForge.Api.Common;

/// <summary>How an atmosphere is applied.</summary>
public enum AtmosphereStrategy
{
    /// <summary>Overlays are composited onto the image: offline and deterministic.</summary>
    Asset,

    /// <summary>Words are added to the prompt.</summary>
    Prompt,
}
