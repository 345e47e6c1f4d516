using System.Text.Json;
using ImageForge.Contracts.Plans;
using Xunit;

namespace ImageForge.Contracts.Tests.Plans;

public sealed class RunPlanJsonTests
{
    private const string Short = """
        {
          "planHash": "sha256:0",
          "work": {
            "width": 1, "height": 2, "output": {"format": "PNG"}, "seed": 3, "variants": 1, "compose": {}, "task": "Generate"
          },
          "delivery": {
            "namespace": "n", "job": "j", "uid": "u", "store": {"uri": "file:///d"}, "keys": ["k"], "manifestKey": "m",
            "partialPrefix": "s/"
          }
        }
        """;

    [Fact]
    public void What_a_plan_leaves_out_has_its_default()
    {
        var plan = JsonSerializer.Deserialize(Short, ContractsJson.Of<RunPlan>())!;
        Assert.Equal(RunPlan.CurrentVersion, plan.Version);
        var work = Assert.IsType<GenerateWork>(plan.Work);
        Assert.Equal(8, work.Output.BitDepth);
        Assert.True(work.Output.Metadata);
        Assert.Equal(ZoneSpec.Defaults, work.Compose!.Zones);
        Assert.Empty(work.Compose.Signals);
        Assert.Empty(work.Metrics);
        Assert.Null(work.Compose.Background);
    }

    [Fact]
    public void A_plan_is_read_as_it_was_written()
    {
        var plan = JsonSerializer.Deserialize(Short, ContractsJson.Of<RunPlan>())!;
        var written = JsonSerializer.Serialize(plan, ContractsJson.Of<RunPlan>());
        var again = JsonSerializer.Deserialize(written, ContractsJson.Of<RunPlan>())!;
        Assert.Equal(written, JsonSerializer.Serialize(again, ContractsJson.Of<RunPlan>()));
        Assert.Equal(PlanHasher.Hash(plan.Work), PlanHasher.Hash(again.Work));
    }

    [Theory]
    [InlineData("\"compose\": {}", "\"compose\": {\"unknown\": 1}", "unknown")]
    [InlineData("\"compose\": {}", "\"compose\": {\"signals\": null}", "signals")]
    [InlineData("\"compose\": {}", "\"polish\": {\"model\": {\"uri\": \"s3://models/sd\"}}", "backend")]
    [InlineData("\"compose\": {}", "\"polish\": {\"backend\": \"Onnx\", \"model\": {}}", "uri")]
    [InlineData("\"seed\": 3, ", "", "seed")]
    [InlineData("PNG", "GIF", "work.output.format")]
    [InlineData("\"compose\": {}", "\"compose\": {\"timeOfDay\": \"teatime\"}", "work.compose.timeOfDay")]
    [InlineData("\"compose\": {}", "\"compose\": {\"genre\": 1}", "work.compose.genre")]
    public void A_field_that_is_unknown_missing_or_null_is_named(string part, string changed, string named)
    {
        var e = Assert.Throws<JsonException>(() =>
            JsonSerializer.Deserialize(
                Short.Replace(part, changed, StringComparison.Ordinal),
                ContractsJson.Of<RunPlan>()
            )
        );
        Assert.Contains(named, RecordJson.Explain(e), StringComparison.Ordinal);
    }
}
