using ImageForge.Imaging.Pixels;
using ImageForge.Imaging.Png;

namespace ImageForge.Cli.Output;

/// <summary>
/// A picture file that is going to be written. It is opened at once, so that nobody waits for pictures that have no place;
/// until it is complete it has another name.
/// </summary>
internal sealed class PictureFile : IDisposable
{
    private readonly string path;
    private readonly FileStream stream;

    private PictureFile(string path)
    {
        this.path = path;
        stream = new FileStream(path + ".part", FileMode.Create, FileAccess.Write, FileShare.None);
    }

    /// <exception cref="OutputException">The extension is not one of a format, or nothing can be written there.</exception>
    public static PictureFile Create(string path)
    {
        if (!string.Equals(Path.GetExtension(path), ".png", StringComparison.OrdinalIgnoreCase))
        {
            throw new OutputException($"{path}: the name must end in .png");
        }

        try
        {
            return new PictureFile(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new OutputException(
                $"{path} cannot be written: {Path.GetDirectoryName(Path.GetFullPath(path))}: {exception.Message}"
            );
        }
    }

    /// <summary>Writes the picture and gives the file its name.</summary>
    /// <exception cref="OutputException">It cannot be written.</exception>
    public void Write(PixelBuffer picture)
    {
        try
        {
            PngEncoder.Write(stream, picture);
            stream.Dispose();
            File.Move(stream.Name, path, overwrite: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new OutputException($"{path} cannot be written: {exception.Message}");
        }
    }

    public void Dispose()
    {
        stream.Dispose();
        File.Delete(stream.Name);
    }
}
