using ImageForge.Benchmarks.Measuring;
using ImageForge.Benchmarks.Processes;
using ImageForge.Imaging.Pixels;
using ImageForge.Imaging.Stacking;

namespace ImageForge.Benchmarks.Subjects;

/// <summary>3840×2160 to 1024×576 by Lanczos on two threads, 8 bits in and out, in linear light with alpha.</summary>
internal static class Resizing
{
    private const int Width = 3840;
    private const int Height = 2160;
    private const int Runs = 15;
    private const string Name = "3840x2160 to 1024x576, Lanczos";

    public static async Task<IReadOnlyList<Measurement>> MeasureAsync()
    {
        var theirs = await ReferencePrograms.TimeAsync("resize", Width, Height, Runs / 2);
        var rows = new RowParallel(2, default);
        using var image = SrgbImage.Allocate(Width, Height);
        new Random(1).NextBytes(image.Data);
        using var result = SrgbImage.Allocate(1024, 576);
        using var pixels = new SrgbPixels(image);
        void Run()
        {
            using var small = Resizer.Resize(
                pixels,
                1024,
                576,
                new PixelArea(0, 0, 1024, 576),
                ResizeFilter.Lanczos,
                rows
            );
            rows.For(
                0,
                576,
                (from, to) =>
                {
                    for (var y = from; y < to; y++)
                    {
                        SrgbCurve.Encode(small.Row(y), result.Row(y));
                    }
                }
            );
        }

        var ours = new Measurement(Name, Unit.Milliseconds, Stopclock.Time(Runs, Run), double.PositiveInfinity);
        return
        [
            ours,
            .. ReferencePrograms.Compare(
                Name,
                ours,
                theirs,
                name => name.StartsWith("libvips", StringComparison.Ordinal) ? 1 : double.PositiveInfinity
            ),
            new($"{Name}: allocated", Unit.Kilobytes, [Stopclock.Allocated(Run)], double.PositiveInfinity),
        ];
    }
}
