using ImageForge.Artifacts.Models;
using Xunit;

namespace ImageForge.Artifacts.Tests.Models;

public sealed class ModelProgressTests
{
    [Theory]
    [InlineData(ModelStep.Listing, 0, 0, null, "Listing model")]
    [InlineData(ModelStep.Downloading, 1_234_000_000, 3_400_000_000, null, "Downloading model 1.2 of 3.4 GB")]
    [InlineData(ModelStep.Downloading, 999, 1000, 85e6, "Downloading model 1.0 of 1.0 kB (85.0 MB/s)")]
    [InlineData(ModelStep.Downloading, 7, 999, null, "Downloading model 7 of 999 bytes")]
    [InlineData(ModelStep.Reading, 0, 5_000_000_000_000, 1.5e9, "Reading model 0.0 of 5.0 TB (1.5 GB/s)")]
    [InlineData(
        ModelStep.Waiting,
        5_000_000,
        70_000_000,
        null,
        "Waiting for another runner that downloads the model: 5.0 of 70.0 MB"
    )]
    [InlineData(ModelStep.Waiting, 0, 0, null, "Waiting for another runner that downloads the model")]
    public void It_is_one_line_for_people(ModelStep step, long done, long total, double? speed, string expected) =>
        Assert.Equal(expected, new ModelProgress(step, done, total, speed).Message);

    [Fact]
    public void A_share_is_between_nothing_and_all()
    {
        Assert.Equal(0, new ModelProgress(ModelStep.Listing, 0, 0).Share);
        Assert.Equal(0.25, new ModelProgress(ModelStep.Reading, 1, 4).Share);
        Assert.Equal(1, new ModelProgress(ModelStep.Waiting, 5, 4).Share);
    }
}
