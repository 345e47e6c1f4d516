namespace ImageForge.Api.GenerationJobs;

/// <summary>A named size.</summary>
public enum SizePreset
{
    /// <summary>256×256.</summary>
    Thumbnail,

    /// <summary>512×512.</summary>
    Card,

    /// <summary>1024×1024.</summary>
    Standard,

    /// <summary>1920×1080.</summary>
    Banner,

    /// <summary>1280×720.</summary>
    WideCard,

    /// <summary>768×1024.</summary>
    Portrait,

    /// <summary>Custom width and height.</summary>
    Custom,
}
