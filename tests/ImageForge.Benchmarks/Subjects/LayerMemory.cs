using ImageForge.Benchmarks.Measuring;
using ImageForge.Imaging.Pixels;
using ImageForge.Imaging.Stacking;

namespace ImageForge.Benchmarks.Subjects;

/// <summary>What twenty full-frame 8-bit layers over a picture of 3840×2160 take at most, this process included.</summary>
internal static class LayerMemory
{
    private const int Width = 3840;
    private const int Height = 2160;
    private const int Layers = 20;

    public static Task<IReadOnlyList<Measurement>> MeasureAsync()
    {
        GC.Collect();
        Machine.ForgetPeak();
        using (var picture = PixelBuffer.Allocate(Width, Height))
        {
            LayerStack.LayInTurn(picture, Sequence(), new RowParallel(2, default));
        }

        return Task.FromResult<IReadOnlyList<Measurement>>([
            new(
                $"{Width}x{Height} with {Layers} layers: most resident memory",
                Unit.Megabytes,
                [Machine.PeakMegabytes()],
                600
            ),
        ]);
    }

    private static IEnumerable<StackLayer> Sequence()
    {
        for (var i = 0; i < Layers; i++)
        {
            var image = SrgbImage.Allocate(Width, Height);
            new Random(i).NextBytes(image.Data);
            yield return new StackLayer(new SrgbPixels(image));
        }
    }
}
