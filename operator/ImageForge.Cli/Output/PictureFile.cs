using ImageForge.Imaging.Files;
using ImageForge.Imaging.Pixels;
using ImageForge.Imaging.Vips;

namespace ImageForge.Cli.Output;

/// <summary>
/// An output image file. Opened before rendering, to fail early, under a temporary name until it is
/// complete.
/// </summary>
internal sealed class PictureFile : IDisposable
{
    private static readonly Dictionary<string, ImageFormat> Formats = new(StringComparer.OrdinalIgnoreCase)
    {
        [".png"] = ImageFormat.Png,
        [".jpg"] = ImageFormat.Jpeg,
        [".jpeg"] = ImageFormat.Jpeg,
        [".webp"] = ImageFormat.WebP,
        [".avif"] = ImageFormat.Avif,
        [".tif"] = ImageFormat.Tiff,
        [".tiff"] = ImageFormat.Tiff,
        [".exr"] = ImageFormat.Exr,
    };

    private readonly string _path;
    private readonly ImageFormat _format;
    private readonly FileStream _stream;

    private PictureFile(string path, ImageFormat format)
    {
        _path = path;
        _format = format;
        _stream = new FileStream(path + ".part", FileMode.Create, FileAccess.Write, FileShare.None);
    }

    /// <exception cref="OutputException">Unsupported extension, missing codec library or unwritable path.</exception>
    public static PictureFile Create(string path)
    {
        if (!Formats.TryGetValue(Path.GetExtension(path), out var format))
        {
            throw new OutputException(
                $"{path}: unsupported file extension; use one of {string.Join(", ", Formats.Keys)}"
            );
        }

        if (format.NeedsVips() && VipsLibrary.Find() is null)
        {
            throw new OutputException($"{path}: {VipsLibrary.Missing(format.Name()).Message}");
        }

        try
        {
            return new PictureFile(path, format);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new OutputException(
                $"{path}: cannot write the file: {Path.GetDirectoryName(Path.GetFullPath(path))}: {exception.Message}"
            );
        }
    }

    /// <summary>Writes the image and renames the file to its final name.</summary>
    /// <param name="picture">The picture.</param>
    /// <param name="derived">Whether its pixels come from 8-bit files.</param>
    /// <exception cref="OutputException">The file cannot be written.</exception>
    public void Write(PixelBuffer picture, bool derived = false)
    {
        try
        {
            _stream.Write(ImageEncoder.Encode(picture, new EncodeOptions { Format = _format, Derived = derived }));
            _stream.Dispose();
            File.Move(_stream.Name, _path, overwrite: true);
        }
        catch (Exception exception)
            when (exception is IOException or UnauthorizedAccessException or VipsUnavailableException)
        {
            throw new OutputException($"{_path}: cannot write the file: {exception.Message}");
        }
    }

    public void Dispose()
    {
        _stream.Dispose();
        File.Delete(_stream.Name);
    }
}

/// <summary>The output file cannot be written; the message has the path.</summary>
internal sealed class OutputException(string message) : Exception(message);
