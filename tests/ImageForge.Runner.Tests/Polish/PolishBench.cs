using ImageForge.Contracts.Plans;
using ImageForge.Imaging.Files;
using ImageForge.Inference.Onnx;
using ImageForge.Runner.Tests.Runs;
using ImageForge.Testing.Models;
using Xunit;

namespace ImageForge.Runner.Tests.Polish;

/// <summary>A workbench with small models; tests are skipped where ONNX Runtime is missing.</summary>
internal sealed class PolishBench : IDisposable
{
    private readonly List<ModelCopy> _models = [];

    public PolishBench() =>
        Assert.SkipUnless(OnnxRuntime.Find() is not null, "ONNX Runtime is missing: run make native.");

    public Workbench Runs { get; } = new();

    public Recorder Recorder { get; } = new();

    /// <summary>A folder that can be changed, of one of the reference models.</summary>
    public ModelCopy Model(string name)
    {
        var copy = new ModelCopy(ReferenceData.Model(name));
        _models.Add(copy);
        return copy;
    }

    /// <summary>Two pictures of 96 by 64 by a model, from the prompt alone.</summary>
    public static GenerateWork FromPrompt(ModelCopy model) =>
        Workbench.Work with
        {
            Compose = null,
            Prompt = new() { Text = "an old wooden boat on a quiet lake" },
            Polish = new()
            {
                Backend = PolishBackend.Onnx,
                Model = new() { Uri = "file://" + model.Folder },
                Steps = 3,
            },
        };

    /// <summary>The same from the composed layout.</summary>
    public static GenerateWork FromLayout(ModelCopy model, double strength = 0.7)
    {
        var work = FromPrompt(model);
        return work with { Compose = Workbench.Scene, Polish = work.Polish! with { Strength = strength } };
    }

    /// <summary>A network from the folder of odd ones, as a style.</summary>
    public static GenerateWork Style(string network, NetworkSpec format) =>
        Workbench.Work with
        {
            Polish = new()
            {
                Backend = PolishBackend.OnnxStyle,
                Model = new() { Uri = $"file://{ReferenceData.Model("odd")}/{network}/model.onnx" },
                Network = format,
            },
        };

    public Task<RunOutcome> RunAsync(RunPlan plan) =>
        Runs.RunAsync(plan, Recorder, TestContext.Current.CancellationToken);

    /// <summary>8-bit values of a stored picture, four to a pixel.</summary>
    public async Task<byte[]> PictureAsync(string key)
    {
        var file = await File.ReadAllBytesAsync(Runs.FileOf(key));
        using var picture = await new ImageDecoder().DecodeAsync(file);
        return picture.Pixels.ToSrgb();
    }

    public void Dispose()
    {
        Runs.Dispose();
        _models.ForEach(m => m.Dispose());
    }
}
