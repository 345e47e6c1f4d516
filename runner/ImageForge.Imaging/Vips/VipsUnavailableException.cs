namespace ImageForge.Imaging.Vips;

/// <summary>A format needs libvips, and libvips is not there. The message says where it was looked for and what to do.</summary>
public sealed class VipsUnavailableException : Exception
{
    /// <summary>Creates one.</summary>
    public VipsUnavailableException(string message, Exception? inner = null)
        : base(message, inner) { }
}
