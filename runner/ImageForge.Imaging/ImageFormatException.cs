namespace ImageForge.Imaging;

/// <summary>An image file is broken, is not supported, or is larger than allowed. The message says which and where.</summary>
public sealed class ImageFormatException : Exception
{
    /// <summary>Creates one.</summary>
    public ImageFormatException(string message, Exception? inner = null)
        : base(message, inner) { }
}
