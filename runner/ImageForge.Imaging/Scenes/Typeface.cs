namespace ImageForge.Imaging.Scenes;

/// <summary>A built-in typeface.</summary>
public enum Typeface
{
    /// <summary>Plain letters (Inter).</summary>
    Sans,

    /// <summary>Letters with serifs and much contrast, for headings (Playfair Display).</summary>
    Serif,
}
