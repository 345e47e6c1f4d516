namespace ImageForge.Api.Common;

/// <summary>How an atmosphere gets into the picture.</summary>
public enum AtmosphereStrategy
{
    /// <summary>Overlays are laid over the composed picture: offline and the same bytes each time.</summary>
    Asset,

    /// <summary>Words are added to the prompt.</summary>
    Prompt,
}
