namespace ImageForge.Api.GenerationJobs;

/// <summary>Role of a guidance image.</summary>
public enum GuidanceRole
{
    /// <summary>Reference for the subject. Backend Onnx starts from this image instead of the composed layout.</summary>
    Reference,

    /// <summary>Reference for the style.</summary>
    Style,

    /// <summary>Reference for textures.</summary>
    Texture,
}
