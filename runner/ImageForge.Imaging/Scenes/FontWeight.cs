namespace ImageForge.Imaging.Scenes;

/// <summary>How heavy letters are.</summary>
public enum FontWeight
{
    /// <summary>For reading.</summary>
    Regular,

    /// <summary>For headings.</summary>
    Bold,
}
