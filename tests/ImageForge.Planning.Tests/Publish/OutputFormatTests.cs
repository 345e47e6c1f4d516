using ImageForge.Contracts.Results;
using ImageForge.Planning.Publish;
using ImageForge.Planning.Resolving;
using Xunit;

namespace ImageForge.Planning.Tests.Publish;

public class OutputFormatTests
{
    [Theory]
    [InlineData("PNG", ImageFormat.Png, 8, "png")]
    [InlineData("JPEG", ImageFormat.Jpeg, 8, "jpg")]
    [InlineData("WebP", ImageFormat.WebP, 8, "webp")]
    [InlineData("AVIF", ImageFormat.Avif, 8, "avif")]
    [InlineData("TIFF", ImageFormat.Tiff, 8, "tiff")]
    [InlineData("EXR", ImageFormat.Exr, 16, "exr")]
    public void Format_decides_bit_depth_extension_and_status(
        string name,
        ImageFormat format,
        int bitDepth,
        string extension
    )
    {
        var job = Given.Job($$$"""{"compose":{},"output":{"format":"{{{name}}}","keyTemplate":"{variant}.{ext}"} }""");
        var plan = Assert
            .IsType<Resolution.Ready>(JobResolver.Resolve(job, null, new OperatorDefaults { StoreUri = "s3://b" }))
            .Plan;
        Assert.Equal((format, bitDepth), (plan.Work.Output.Format, plan.Work.Output.BitDepth));
        Assert.Equal($"0.{extension}", plan.Delivery.Keys[0]);
        var message = new TerminationMessage { PlanHash = plan.PlanHash, Artifacts = [new("00", 1, 2, 3)] };
        Assert.Equal(format, ArtifactWriter.Write(plan, message, job.Spec.Output)[0].Format);
    }

    [Fact]
    public void Own_metadata_goes_into_the_plan_only_where_it_goes_into_the_file()
    {
        Assert.Equal("ada", Properties("true")!["user"]);
        Assert.Null(Properties("false"));
    }

    private static IReadOnlyDictionary<string, string>? Properties(string embed)
    {
        var job = Given.Job($$$"""{"compose":{},"output":{"embedMetadata":{{{embed}}},"metadata":{"user":"ada"} } }""");
        return Assert
            .IsType<Resolution.Ready>(JobResolver.Resolve(job, null, new OperatorDefaults { StoreUri = "s3://b" }))
            .Plan.Work.Output.Properties;
    }
}
