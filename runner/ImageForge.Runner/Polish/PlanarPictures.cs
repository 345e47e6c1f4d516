using ImageForge.Imaging.Pixels;
using ImageForge.Inference.Pipelines;

namespace ImageForge.Runner.Polish;

/// <summary>Pictures between the compositor, which holds light, and networks, which hold planes of sRGB values.</summary>
internal static class PlanarPictures
{
    /// <summary>The planes of a picture.</summary>
    public static PlanarImage Planes(PixelBuffer picture)
    {
        var planes = new PlanarImage(picture.Width, picture.Height);
        SrgbPlanes.Write(picture, planes.Values);
        return planes;
    }

    /// <summary>The picture of planes.</summary>
    public static PixelBuffer Picture(PlanarImage planes) =>
        SrgbPlanes.Read(planes.Values, planes.Width, planes.Height);

    /// <summary>A user's picture in the size that is wanted, cut evenly where its sides are otherwise.</summary>
    public static PlanarImage Fitted(PixelBuffer picture, int width, int height)
    {
        using var fitted = CoverFit.Resize(picture, width, height);
        return Planes(fitted);
    }

    /// <summary>How bright a picture is, as a mask reads it: sRGB grey, 0 to 1, row by row.</summary>
    public static float[] Grey(PlanarImage picture)
    {
        var area = picture.Width * picture.Height;
        var grey = new float[area];
        for (var i = 0; i < area; i++)
        {
            // Rec. 601, which masks and edges are made with.
            grey[i] =
                0.299f * picture.Values[i] + 0.587f * picture.Values[area + i] + 0.114f * picture.Values[2 * area + i];
        }

        return grey;
    }
}
