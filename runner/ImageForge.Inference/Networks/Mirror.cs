using ImageForge.Inference.Pipelines;

namespace ImageForge.Inference.Networks;

/// <summary>Makes pictures larger by mirroring them at their right and lower edges, and smaller again.</summary>
internal static class Mirror
{
    /// <summary>The picture itself where it has that size already.</summary>
    public static PlanarImage Pad(PlanarImage picture, int width, int height) =>
        width == picture.Width && height == picture.Height
            ? picture
            : Copy(picture, width, height, (at, length) => Reflect(at, length));

    /// <summary>The upper left part.</summary>
    public static PlanarImage Crop(PlanarImage picture, int width, int height) =>
        width == picture.Width && height == picture.Height
            ? picture
            : Copy(picture, width, height, static (at, _) => at);

    private static PlanarImage Copy(PlanarImage picture, int width, int height, Func<int, int, int> from)
    {
        var made = new PlanarImage(width, height);
        var columns = Enumerable.Range(0, width).Select(x => from(x, picture.Width)).ToArray();
        for (var row = 0; row < 3 * height; row++)
        {
            var source = picture.Values.AsSpan(
                (row / height * picture.Height + from(row % height, picture.Height)) * picture.Width,
                picture.Width
            );
            var into = made.Values.AsSpan(row * width, width);
            for (var x = 0; x < width; x++)
            {
                into[x] = source[columns[x]];
            }
        }

        return made;
    }

    private static int Reflect(int at, int length)
    {
        if (length == 1)
        {
            return 0;
        }

        var period = 2 * (length - 1);
        var within = at % period;
        return within < length ? within : period - within;
    }
}
