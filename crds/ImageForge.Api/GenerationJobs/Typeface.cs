namespace ImageForge.Api.GenerationJobs;

/// <summary>A built-in typeface.</summary>
public enum Typeface
{
    /// <summary>Inter: plain letters.</summary>
    Sans,

    /// <summary>Playfair Display: letters with serifs and much contrast, for headings.</summary>
    Serif,
}
