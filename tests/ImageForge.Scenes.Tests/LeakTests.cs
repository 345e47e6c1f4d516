using ImageForge.Imaging.Looks;
using ImageForge.Imaging.Pixels;
using Xunit;

namespace ImageForge.Scenes.Tests;

/// <summary>Counts buffers of the whole process, and so runs when nothing else does.</summary>
[CollectionDefinition(nameof(LeakTests), DisableParallelization = true)]
[Collection(nameof(LeakTests))]
public sealed class LeakTests
{
    public static TheoryData<CameraAngle, double> Stops =>
        new(
            from angle in Enum.GetValues<CameraAngle>()
            from stop in (double[])[0.5, 0.75, 0.9, 1]
            select (angle, stop)
        );

    [Theory]
    [MemberData(nameof(Stops))]
    public void A_rendering_that_is_stopped_holds_no_picture(CameraAngle angle, double stop)
    {
        using var cancel = new CancellationTokenSource();
        var scene = new Scene
        {
            Width = 96,
            Height = 64,
            Angle = angle,
            Look = new Look { ChromaticAberration = 50 },
        };
        int before = PixelBuffer.Held;
        Assert.ThrowsAny<OperationCanceledException>(() =>
            new Compositor(1).Render(scene, new Stopper(cancel, stop), cancel.Token)
        );
        Assert.Equal(before, PixelBuffer.Held);
    }

    [Fact]
    public void A_resizing_that_is_stopped_holds_no_picture()
    {
        using PixelBuffer source = PixelBuffer.Allocate(64, 64);
        int before = PixelBuffer.Held;
        var stopped = new RowParallel(1, new CancellationToken(canceled: true));
        Assert.ThrowsAny<OperationCanceledException>(() =>
            Resizer.Resize(source, 32, 32, ResizeFilter.Lanczos, stopped)
        );
        Assert.Equal(before, PixelBuffer.Held);
    }

    private sealed class Stopper(CancellationTokenSource cancel, double at) : IProgress<double>
    {
        public void Report(double value)
        {
            if (value >= at)
            {
                cancel.Cancel();
            }

            // Nothing comes after it that would look.
            if (value >= 1)
            {
                cancel.Token.ThrowIfCancellationRequested();
            }
        }
    }
}
