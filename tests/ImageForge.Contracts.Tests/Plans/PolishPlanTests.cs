using System.Text.Json;
using ImageForge.Contracts.Plans;
using ImageForge.Contracts.Results;
using Xunit;

namespace ImageForge.Contracts.Tests.Plans;

public sealed class PolishPlanTests
{
    private static readonly GenerateWork Work = new()
    {
        Width = 512,
        Height = 512,
        Seed = 1,
        Variants = 1,
        Output = new() { Format = ImageFormat.Png },
        Prompt = new() { Text = "a night market" },
        Polish = new()
        {
            Backend = PolishBackend.Onnx,
            Model = new() { Uri = "s3://models/sd-turbo" },
            Controls =
            [
                new()
                {
                    Type = ControlType.Depth,
                    Weight = 0.8,
                    Image = new() { Uri = "store:depth.png" },
                },
                new()
                {
                    Type = ControlType.Canny,
                    Weight = 1,
                    Model = new() { Uri = "pvc://models/canny" },
                },
            ],
            Init = new() { Uri = "store:init.png" },
            Mask = new() { Uri = "store:mask.png" },
        },
    };

    [Fact]
    public void A_work_of_a_prompt_alone_is_read_as_it_was_written()
    {
        var written = JsonSerializer.Serialize(Work, ContractsJson.Of<WorkPlan>());
        Assert.DoesNotContain("compose", written, StringComparison.Ordinal);
        var read = Assert.IsType<GenerateWork>(JsonSerializer.Deserialize(written, ContractsJson.Of<WorkPlan>()));
        Assert.Equal(written, JsonSerializer.Serialize(read, ContractsJson.Of<WorkPlan>()));
        Assert.Equal(PlanHasher.Hash(Work), PlanHasher.Hash(read));
    }

    [Fact]
    public void A_work_that_is_only_composed_has_the_hash_that_it_always_had()
    {
        const string Stored = """
            {"task":"Generate","width":96,"height":64,"seed":7,"variants":1,"output":{"format":"PNG"},"compose":{}}
            """;
        Assert.Equal(
            "sha256:59b79da4a9a9c78ed299a25069cf0086a9122df18ec72a94829c0c4a2852a787",
            PlanHasher.Hash(JsonSerializer.Deserialize(Stored, ContractsJson.Of<WorkPlan>())!)
        );
    }

    [Fact]
    public void What_a_network_leaves_out_has_its_default() =>
        Assert.Equal(new NetworkSpec(), JsonSerializer.Deserialize("{}", ContractsJson.Of<NetworkSpec>()));

    [Fact]
    public void The_pictures_and_models_of_a_plan_are_named_in_its_order()
    {
        Assert.Equal(
            [
                ("polish.controls[0].image", "store:depth.png"),
                ("polish.init", "store:init.png"),
                ("polish.mask", "store:mask.png"),
            ],
            Records.Images(Work).Select(i => (i.Path, i.Image.Uri!))
        );
        Assert.Equal(
            [("polish.model", "s3://models/sd-turbo"), ("polish.controls[1].model", "pvc://models/canny")],
            PlanModels.Of(Work).Select(m => (m.Field, m.Model.Uri))
        );
    }

    [Fact]
    public void What_a_model_ran_on_is_read_as_it_was_written()
    {
        var message = new TerminationMessage { PlanHash = "sha256:0", Device = new("Cuda", "NVIDIA H200") };
        var read = TerminationMessage.TryParse(System.Text.Encoding.UTF8.GetString(message.ToBytes()))!;
        Assert.Equal(message.Device, read.Device);
    }
}
