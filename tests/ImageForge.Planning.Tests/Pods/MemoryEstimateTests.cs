using ImageForge.Api;
using ImageForge.Api.Common;
using ImageForge.Planning.Resolving;
using ImageForge.Planning.Tests.Jobs;
using ImageForge.Planning.Tests.Storyboards;
using k8s.Models;
using Xunit;

namespace ImageForge.Planning.Tests.Pods;

public class MemoryEstimateTests
{
    /// <summary>The least heap in which such a job was seen to run to its end, without the 100 MiB of the process around it.</summary>
    [Theory]
    [InlineData("""{"size":{"width":256,"height":256},"compose":{}}""", 77)]
    [InlineData("""{"size":{"width":1024,"height":768},"compose":{}}""", 87)]
    [InlineData("""{"size":{"width":2048,"height":2048},"compose":{}}""", 298)]
    [InlineData("""{"size":{"width":3840,"height":2160},"compose":{}}""", 536)]
    [InlineData("""{"size":{"width":4096,"height":4096},"compose":{}}""", 1056)]
    [InlineData("""{"size":{"width":4096,"height":4096},"compose":{},"polish":{"camera":{"angle":"dutch"}}}""", 1987)]
    public void Pod_has_room_for_what_was_measured(string spec, int heap)
    {
        var (request, limit) = Memory(spec);
        Assert.InRange(request, heap + 100, 3 * (heap + 100));
        Assert.True(limit * 3 / 4 >= heap + 100, $"a heap of three quarters of {limit} Mi holds no {heap} MiB");
    }

    [Fact]
    public void Users_images_models_and_variants_take_more()
    {
        var plain = Memory("""{"compose":{}}""");
        var image = Memory("""{"compose":{"background":{"image":{"uri":"pvc://a/b.png"}}}}""");
        var ten = Memory("""{"compose":{},"variants":10}""");
        var model = Memory(
            """{"size":{"preset":"Card"},"prompt":{"text":"a"},"polish":{"backend":"Onnx","model":{"uri":"s3://m/sd"}}}"""
        );
        Assert.True(image.Request > plain.Request && image.Limit > plain.Limit + 1200);
        Assert.True(ten.Request > plain.Request && ten.Limit > plain.Limit);
        Assert.True(model.Request > 2048 && model.Limit > 14 * 1024);
    }

    /// <summary>Measured at 4096×4096 without loss, which takes most: 562 MiB of 8 bits, 840 MiB of 12.</summary>
    [Theory]
    [InlineData(8, 562)]
    [InlineData(12, 840)]
    public void Encoding_an_AVIF_takes_more(int bits, int measured)
    {
        const string Size = """{"size":{"width":4096,"height":4096},"compose":{}""";
        var png = Memory(Size + "}").Request;
        var avif = Memory($$$"""{{{Size}}},"output":{"format":"AVIF","bitDepth":{{{bits}}}}}""").Request;
        Assert.InRange(avif - png, measured, 2 * measured);
    }

    [Fact]
    public void A_limit_that_no_variant_fits_is_refused_with_the_number()
    {
        var job = Given.Job(
            """{"size":{"width":4096,"height":4096},"compose":{},"runner":{"resources":{"limits":{"memory":"512Mi"}}}}"""
        );
        var resolution = JobResolver.Resolve(job, null, new OperatorDefaults { StoreUri = "s3://b" });
        var refused = Assert.IsType<Resolution.Refused>(resolution);
        Assert.Equal(
            (
                Reasons.InvalidSpec,
                "spec.runner.resources.limits[memory] 512Mi is too low: 1 variant of 4096x4096 needs 1408 MiB; raise the limit: one variant needs 1408 MiB."
            ),
            (refused.Reason, refused.Message)
        );
    }

    [Fact]
    public void A_contact_sheet_has_room_for_its_frames()
    {
        var world = new BoardWorld(
            """{"shots":[{"text":"A."},{"text":"B."}],"template":{"size":{"width":4096,"height":4096}}}"""
        );
        world.Settle();
        world.End(0, JobState.Completed);
        world.End(1, JobState.Completed);
        world.Settle();
        var sheet = Assert.Single(world.Children).Spec!.Template.Spec!.Containers[0].Resources!;
        // Two frames of 256 MiB.
        Assert.InRange(sheet.Requests["memory"].ToInt64(), 704L << 20, 1024L << 20);
    }

    /// <summary>MiB of a job's pod.</summary>
    private static (long Request, long Limit) Memory(string spec)
    {
        var world = new World(spec);
        world.Settle();
        var resources = world.Child.Spec!.Template.Spec!.Containers[0].Resources!;
        return (Mebibytes(resources.Requests!["memory"]), Mebibytes(resources.Limits!["memory"]));
    }

    private static long Mebibytes(ResourceQuantity amount) => amount.ToInt64() >> 20;
}
