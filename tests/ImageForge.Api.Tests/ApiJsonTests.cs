using System.Text.Json;
using System.Text.Json.Nodes;
using ImageForge.Api.GenerationJobs;
using Xunit;

namespace ImageForge.Api.Tests;

public sealed class ApiJsonTests
{
    private const string Job = """
        {
          "apiVersion": "imageforge.dev/v1alpha1",
          "kind": "GenerationJob",
          "metadata": {"name": "night-market", "namespace": "studio", "generation": 1},
          "spec": {
            "prompt": {"text": "a night market in the rain", "structured": null},
            "compose": {
              "timeOfDay": "golden-hour",
              "signals": [{"category": "weather", "tag": "rain", "score": -0.8}],
              "zones": [{"name": "sky", "top": 0, "bottom": 0.4}]
            },
            "polish": {"scheduler": "DPMSolver++2M", "controls": [{"type": "Canny"}]},
            "output": {"format": "EXR"},
            "runner": {"gpu": {}, "resources": {"limits": {"cpu": 2, "memory": "8Gi"}}}
          },
          "status": {"observedGeneration": -1}
        }
        """;

    [Fact]
    public void AbsentFieldsGetTheirDefaults()
    {
        var spec = Read().Spec;

        Assert.Equal(1, spec.Variants);
        Assert.Equal(GenerationMode.Generate, spec.Mode);
        Assert.Equal(0.8, Assert.Single(spec.Polish!.Controls!).Weight);
        Assert.Equal("{namespace}/{job}/{variant}-{seed}.{ext}", spec.Output!.KeyTemplate);
        Assert.Equal(1, Assert.Single(spec.Compose!.Zones!).Right);
        Assert.Equal(1, spec.Runner!.Gpu!.Count);
    }

    [Fact]
    public void NamesOfEnumerationsAreThoseOfTheField()
    {
        var spec = Read().Spec;

        Assert.Equal(TimeOfDay.GoldenHour, spec.Compose!.TimeOfDay);
        Assert.Equal(Scheduler.DpmSolver2M, spec.Polish!.Scheduler);
        Assert.Equal(ImageFormat.Exr, spec.Output!.Format);
    }

    [Fact]
    public void QuantitiesMayBeNumbers()
    {
        var limits = Read().Spec.Runner!.Resources!.Limits!;

        Assert.Equal("2", limits["cpu"].Value);
        Assert.Equal("8Gi", limits["memory"].Value);
    }

    [Fact]
    public void WrittenJsonSaysTheSameAndHoldsNoNulls()
    {
        var written = JsonSerializer.Serialize(Read(), ApiJson.Of<GenerationJob>());
        var again = JsonSerializer.Deserialize(written, ApiJson.Of<GenerationJob>())!;

        Assert.DoesNotContain("null", written, StringComparison.Ordinal);
        Assert.Equal(written, JsonSerializer.Serialize(again, ApiJson.Of<GenerationJob>()));
        var json = JsonNode.Parse(written)!;
        Assert.Equal("golden-hour", json["spec"]!["compose"]!["timeOfDay"]!.GetValue<string>());
        Assert.Equal("GenerationJob", json["kind"]!.GetValue<string>());
    }

    private static GenerationJob Read() => JsonSerializer.Deserialize(Job, ApiJson.Of<GenerationJob>())!;
}
