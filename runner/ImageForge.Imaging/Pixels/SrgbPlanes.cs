using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using ImageForge.Imaging.Pixels.Lanes;

namespace ImageForge.Imaging.Pixels;

/// <summary>Pictures as neural networks take them: red, green and blue planes of sRGB values, 0 to 1.</summary>
public static class SrgbPlanes
{
    private const int Colors = 3;

    /// <summary>Writes a picture's planes, one after the other; where it is transparent, black shows.</summary>
    /// <param name="picture">The picture; values outside 0 to 1 are clipped.</param>
    /// <param name="planes">Three times width times height values.</param>
    /// <exception cref="ArgumentException"><paramref name="planes"/> is of another length.</exception>
    public static void Write(PixelBuffer picture, Span<float> planes)
    {
        int area = Check(planes.Length, picture.Width, picture.Height);
        for (int y = 0; y < picture.Height; y++)
        {
            ReadOnlySpan<float> row = picture.Row(y);
            Span<float> r = planes.Slice(y * picture.Width, picture.Width);
            Span<float> g = planes.Slice(area + (y * picture.Width), picture.Width);
            Span<float> b = planes.Slice((2 * area) + (y * picture.Width), picture.Width);
            for (int x = 0; x < picture.Width; x++)
            {
                r[x] = row[4 * x];
                g[x] = row[(4 * x) + 1];
                b[x] = row[(4 * x) + 2];
            }
        }

        Convert<Encoding>(planes);
    }

    /// <summary>An opaque picture of the planes' colours; values outside 0 to 1 are clipped, and what is no number is 0.</summary>
    /// <exception cref="ArgumentException"><paramref name="planes"/> has not three values for each pixel.</exception>
    public static PixelBuffer Read(ReadOnlySpan<float> planes, int width, int height)
    {
        int area = Check(planes.Length, width, height);
        PixelBuffer picture = PixelBuffer.AllocateUncleared(width, height);
        float[] linear = new float[Colors * width];
        for (int y = 0; y < height; y++)
        {
            for (int c = 0; c < Colors; c++)
            {
                planes.Slice((c * area) + (y * width), width).CopyTo(linear.AsSpan(c * width));
            }

            Convert<Decoding>(linear);
            Span<float> row = picture.Row(y);
            for (int x = 0; x < width; x++)
            {
                row[4 * x] = linear[x];
                row[(4 * x) + 1] = linear[width + x];
                row[(4 * x) + 2] = linear[(2 * width) + x];
                row[(4 * x) + 3] = 1f;
            }
        }

        return picture;
    }

    private static int Check(int length, int width, int height) =>
        length == Colors * width * height
            ? width * height
            : throw new ArgumentException(
                $"{length} values are not three planes of {width}×{height} pixels.",
                nameof(length)
            );

    private static void Convert<TCurve>(Span<float> values)
        where TCurve : ICurve
    {
        int whole = values.Length / 4 * 4;
        LaneLoop.Run(new CurveKernel<TCurve>(values), whole / 4);
        Span<float> rest = stackalloc float[4];
        values[whole..].CopyTo(rest);
        LaneLoop.Run(new CurveKernel<TCurve>(rest), 1);
        rest[..(values.Length - whole)].CopyTo(values[whole..]);
    }

    private interface ICurve
    {
        static abstract T Map<T>(T x)
            where T : struct, ILanes<T>;
    }

    private readonly struct Encoding : ICurve
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static T Map<T>(T x)
            where T : struct, ILanes<T> => SrgbCurve.ToEncoded(x);
    }

    private readonly struct Decoding : ICurve
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static T Map<T>(T x)
            where T : struct, ILanes<T> => SrgbCurve.ToLinear(x);
    }

    private readonly ref struct CurveKernel<TCurve>(Span<float> values) : IPixelKernel
        where TCurve : ICurve
    {
        private readonly ref float _values = ref MemoryMarshal.GetReference(values);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Step<T>(nint at)
            where T : struct, ILanes<T>
        {
            ref float here = ref Unsafe.Add(ref _values, at * 4);
            T x = T.Min(T.Max(T.Load(ref here), T.All(0f)), T.All(1f));
            TCurve.Map(x).Store(ref here);
        }
    }
}
