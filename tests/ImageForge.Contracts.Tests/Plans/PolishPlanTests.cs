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
        Output = new() { Format = "PNG" },
        Prompt = new() { Text = "a night market" },
        Polish = new()
        {
            Backend = "Onnx",
            Model = new() { Uri = "s3://models/sd-turbo" },
            Controls =
            [
                new()
                {
                    Type = "Depth",
                    Weight = 0.8,
                    Image = new() { Uri = "store:depth.png" },
                },
                new()
                {
                    Type = "Canny",
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
        var written = JsonSerializer.Serialize(Work, ContractsJson.Default.WorkPlan);
        Assert.DoesNotContain("compose", written, StringComparison.Ordinal);
        var read = Assert.IsType<GenerateWork>(JsonSerializer.Deserialize(written, ContractsJson.Default.WorkPlan));
        Assert.Equal(written, JsonSerializer.Serialize(read, ContractsJson.Default.WorkPlan));
        Assert.Equal(PlanHasher.Hash(Work), PlanHasher.Hash(read));
    }

    [Fact]
    public void A_work_that_is_only_composed_has_the_hash_that_it_always_had()
    {
        const string Stored = """
            {"task":"Generate","width":96,"height":64,"seed":7,"variants":1,"output":{"format":"PNG"},"compose":{}}
            """;
        Assert.Equal(
            "sha256:9fbaf69f5ae3fd95af550d5d534e0496823f1cd9e1cfc32817e3339577584b2f",
            PlanHasher.Hash(JsonSerializer.Deserialize(Stored, ContractsJson.Default.WorkPlan)!)
        );
    }

    [Fact]
    public void What_a_network_leaves_out_has_its_default() =>
        Assert.Equal(new NetworkPlan(), JsonSerializer.Deserialize("{}", ContractsJson.Default.NetworkPlan));

    [Fact]
    public void The_pictures_and_models_of_a_plan_are_named_in_its_order()
    {
        Assert.Equal(
            ["store:init.png", "store:mask.png", "store:depth.png"],
            PlanImages.Of(Work).Select(i => i.Image.Uri)
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
