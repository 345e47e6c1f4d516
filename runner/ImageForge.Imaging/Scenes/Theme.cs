namespace ImageForge.Imaging.Scenes;

/// <summary>The general manner of a picture: how the papers are cut and how the whole is graded.</summary>
public enum Theme
{
    /// <summary>The paper-cut diorama as it is.</summary>
    None,

    /// <summary>Less paper, more air: no cut edges, deep haze, calm colours, a trace of grain.</summary>
    Realistic,

    /// <summary>Restrained, cool colours, straight cuts, tidy streets.</summary>
    Professional,

    /// <summary>Saturated papers, wavering cuts, strong edges and fibres.</summary>
    Illustration,

    /// <summary>Large plain shapes without windows, goods or people.</summary>
    Abstract,

    /// <summary>Few planes in pale papers, no props, no foreground.</summary>
    Minimalist,

    /// <summary>Cold light, neon, sleek towers.</summary>
    Futuristic,

    /// <summary>Flat colours without texture, shadow or gradient.</summary>
    Infographic,

    /// <summary>Faded sepia with grain and dark corners.</summary>
    Vintage,
}
