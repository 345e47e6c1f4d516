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
    private readonly string _file = Path.GetTempFileName();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    // Factor and offset from what the network is given in the declared range to what it gives.
    [Theory]
    [InlineData(NetworkRange.Unit, 255, 0, NetworkRange.Byte)]
    [InlineData(NetworkRange.Unit, 2, -1, NetworkRange.Signed)]
    [InlineData(NetworkRange.Signed, 127.5, 127.5, NetworkRange.Byte)]
    [InlineData(NetworkRange.Byte, 1 / 255.0, 0, NetworkRange.Unit)]
    [InlineData(NetworkRange.Byte, 2 / 255.0, -1, NetworkRange.Signed)]
    public void Another_range_is_refused_by_both_names(
        NetworkRange declared,
        double factor,
        double offset,
        NetworkRange seems
    )
    {
        var error = Assert.Throws<OutputRangeException>(() => Run(declared, factor, offset, Ramp()));
        Assert.Contains($"declared as {declared}", error.Message, StringComparison.Ordinal);
        Assert.Contains($"seems to be {seems}", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(NetworkRange.Unit, 1, 0)]
    [InlineData(NetworkRange.Signed, 1, 0)]
    [InlineData(NetworkRange.Byte, 1, 0)]
    // Overshoots by a fifth at both ends, as trained styles do in places.
    [InlineData(NetworkRange.Unit, 1.4, -0.2)]
    [InlineData(NetworkRange.Byte, 1.4, -51)]
    // All white, and all black but for a shade.
    [InlineData(NetworkRange.Unit, 0, 1)]
    [InlineData(NetworkRange.Byte, 0, 3)]
    public void The_declared_range_is_a_picture(NetworkRange declared, double factor, double offset)
    {
        var made = Run(declared, factor, offset, Ramp());
        Assert.All(made.Values, v => Assert.InRange(v, 0, 1));
    }

    [Fact]
    public void A_black_picture_may_stay_black() =>
        Assert.All(Run(NetworkRange.Byte, 1, 0, new PlanarImage(32, 16)).Values, v => Assert.Equal(0, v));

    public void Dispose() => File.Delete(_file);

    private static PlanarImage Ramp()
    {
        var picture = new PlanarImage(32, 16);
        for (var i = 0; i < picture.Values.Length; i++)
        {
            picture.Values[i] = i % 32 / 31f;
        }

        return picture;
    }

    private PlanarImage Run(NetworkRange declared, double factor, double offset, PlanarImage picture)
    {
        File.WriteAllBytes(_file, AffineModel.Bytes((float)factor, (float)offset));
        using var network = ImageNetwork.Open(
            runtime.Library,
            _file,
            new() { Range = declared },
            Runtime.OnProcessor,
            Token
        );
        return network.Run(picture, cancellationToken: Token);
    }
}
