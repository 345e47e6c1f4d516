namespace ImageForge.Api.GenerationJobs;

/// <summary>In what respect the result should resemble a guidance image.</summary>
public enum GuidanceRole
{
    /// <summary>Its subject. Backend Onnx starts from the image in place of the composed layout.</summary>
    Reference,

    /// <summary>Its style.</summary>
    Style,

    /// <summary>Its surfaces.</summary>
    Texture,
}
