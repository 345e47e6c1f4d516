using ImageForge.Benchmarks.Measuring;
using ImageForge.Benchmarks.Processes;
using ImageForge.Imaging.Pixels;
using ImageForge.Imaging.Stacking;

namespace ImageForge.Benchmarks.Subjects;

/// <summary>An opaque base and eight full-frame layers over it, in linear light, on two threads.</summary>
internal static class Composition
{
    private const int Layers = 8;

    private static readonly RowParallel Rows = new(2, default);

    public static async Task<IReadOnlyList<Measurement>> MeasureAsync() =>
        [.. await MeasureAsync(1024, 768, 61), .. await MeasureAsync(3840, 2160, 15)];

    private static async Task<IEnumerable<Measurement>> MeasureAsync(int width, int height, int runs)
    {
        var size = $"{Layers} layers {width}x{height}";
        var theirs = await ReferencePrograms.TimeAsync("composite", width, height, Math.Max(7, runs / 4));
        var bytes = MeasureBytes(size, width, height, runs);
        var light = MeasureLight(size, width, height, runs);
        return
        [
            bytes[0],
            .. ReferencePrograms.Compare(
                size,
                bytes[0],
                theirs,
                name =>
                    name == "libvips, linear light" ? 0.3
                    : name.StartsWith("Pillow", StringComparison.Ordinal) ? 1
                    : double.PositiveInfinity
            ),
            .. bytes[1..],
            light[0],
            .. ReferencePrograms
                .Compare(
                    size,
                    light[0],
                    theirs,
                    name => name == "libvips, linear light" ? 0.18 : double.PositiveInfinity
                )
                .Where(m => m.Unit == Unit.Ratio && m.Name.Contains("linear light", StringComparison.Ordinal)),
            .. light[1..],
        ];
    }

    private static List<Measurement> MeasureBytes(string size, int width, int height, int runs)
    {
        using var image = Noise(width, height, 0);
        using var result = SrgbImage.Allocate(width, height);
        StackLayer[] layers =
        [
            .. Enumerable.Range(1, Layers).Select(i => new StackLayer(new SrgbPixels(Noise(width, height, i)))),
        ];
        void Run() => LayerStack.Flatten(image, layers, result, Rows);
        List<Measurement> measured =
        [
            new($"{size}, 8 bits in and out", Unit.Milliseconds, Stopclock.Time(runs, Run), double.PositiveInfinity),
            new($"{size}, 8 bits: allocated", Unit.Kilobytes, [Stopclock.Allocated(Run)], double.PositiveInfinity),
        ];
        foreach (var layer in layers)
        {
            layer.Dispose();
        }

        return measured;
    }

    private static List<Measurement> MeasureLight(string size, int width, int height, int runs)
    {
        using var picture = Light(width, height, 0);
        StackLayer[] layers =
        [
            .. Enumerable.Range(1, Layers).Select(i => new StackLayer(new FloatPixels(Light(width, height, i)))),
        ];
        void Run() => LayerStack.Lay(picture, layers, Rows);
        var time = new Measurement(
            $"{size}, float",
            Unit.Milliseconds,
            Stopclock.Time(runs, Run),
            double.PositiveInfinity
        );
        // Each layer is read once, the picture read and written: against memory copied from one place to another.
        var copy = new Measurement("", Unit.Milliseconds, Stopclock.Time(runs, () => Copy(layers)), 0);
        var moved = (Layers + 2.0) / Layers;
        List<Measurement> measured =
        [
            time,
            new($"{size}, float: allocated", Unit.Kilobytes, [Stopclock.Allocated(Run)], double.PositiveInfinity),
            new(
                $"{size}, float: of the bandwidth of a copy",
                Unit.Percent,
                [100 * moved * copy.Median / time.Median],
                double.PositiveInfinity
            ),
        ];
        foreach (var layer in layers)
        {
            layer.Dispose();
        }

        return measured;
    }

    // Half of the layers over the other half, by rows on two threads: as many bytes read and written as all of them hold.
    private static void Copy(StackLayer[] layers)
    {
        for (var i = 0; i < Layers; i += 2)
        {
            var from = (FloatPixels)layers[i].Pixels;
            var to = (FloatPixels)layers[i + 1].Pixels;
            Rows.For(
                0,
                from.Area.Bottom,
                (top, bottom) =>
                {
                    for (var y = top; y < bottom; y++)
                    {
                        from.Picture.Row(y).CopyTo(to.Picture.Row(y));
                    }
                }
            );
        }
    }

    private static PixelBuffer Light(int width, int height, int seed)
    {
        using var image = Noise(width, height, seed);
        return PixelBuffer.FromSrgb(width, height, image.Data);
    }

    private static SrgbImage Noise(int width, int height, int seed)
    {
        var image = SrgbImage.Allocate(width, height);
        new Random(seed).NextBytes(image.Data);
        for (var i = 3; seed == 0 && i < image.Data.Length; i += 4)
        {
            image.Data[i] = 255;
        }

        return image;
    }
}
