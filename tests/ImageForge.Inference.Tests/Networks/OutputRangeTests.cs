using ImageForge.Inference.Errors;
using ImageForge.Inference.Networks;
using ImageForge.Inference.Pipelines;
using ImageForge.Inference.Tests.Onnx;
using ImageForge.Testing.Models;
using Xunit;

namespace ImageForge.Inference.Tests.Networks;

/// <summary>A network whose numbers are of another range than was declared for it gives no picture, but says so.</summary>
public sealed class OutputRangeTests(Runtime runtime) : IClassFixture<Runtime>, IDisposable
{
    private readonly string file = Path.GetTempFileName();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    // Factor and offset from what the network is given in the declared range to what it gives.
    [Theory]
    [InlineData(ValueRange.Unit, 255, 0, ValueRange.Byte)]
    [InlineData(ValueRange.Unit, 2, -1, ValueRange.Signed)]
    [InlineData(ValueRange.Signed, 127.5, 127.5, ValueRange.Byte)]
    [InlineData(ValueRange.Byte, 1 / 255.0, 0, ValueRange.Unit)]
    [InlineData(ValueRange.Byte, 2 / 255.0, -1, ValueRange.Signed)]
    public void Another_range_is_refused_by_both_names(
        ValueRange declared,
        double factor,
        double offset,
        ValueRange seems
    )
    {
        var error = Assert.Throws<OutputRangeException>(() => Run(declared, factor, offset, Ramp()));
        Assert.Contains($"declared as {declared}", error.Message, StringComparison.Ordinal);
        Assert.Contains($"seems to be {seems}", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ValueRange.Unit, 1, 0)]
    [InlineData(ValueRange.Signed, 1, 0)]
    [InlineData(ValueRange.Byte, 1, 0)]
    // Overshoots by a fifth at both ends, as trained styles do in places.
    [InlineData(ValueRange.Unit, 1.4, -0.2)]
    [InlineData(ValueRange.Byte, 1.4, -51)]
    // All white, and all black but for a shade.
    [InlineData(ValueRange.Unit, 0, 1)]
    [InlineData(ValueRange.Byte, 0, 3)]
    public void The_declared_range_is_a_picture(ValueRange declared, double factor, double offset)
    {
        var made = Run(declared, factor, offset, Ramp());
        Assert.All(made.Values, v => Assert.InRange(v, 0, 1));
    }

    [Fact]
    public void A_black_picture_may_stay_black() =>
        Assert.All(Run(ValueRange.Byte, 1, 0, new PlanarImage(32, 16)).Values, v => Assert.Equal(0, v));

    public void Dispose() => File.Delete(file);

    private static PlanarImage Ramp()
    {
        var picture = new PlanarImage(32, 16);
        for (var i = 0; i < picture.Values.Length; i++)
        {
            picture.Values[i] = i % 32 / 31f;
        }

        return picture;
    }

    private PlanarImage Run(ValueRange declared, double factor, double offset, PlanarImage picture)
    {
        File.WriteAllBytes(file, AffineModel.Bytes((float)factor, (float)offset));
        using var network = ImageNetwork.Open(
            runtime.Library,
            file,
            new(ChannelLayout.Nchw, declared),
            Runtime.OnProcessor,
            Token
        );
        return network.Run(picture, cancellationToken: Token);
    }
}
