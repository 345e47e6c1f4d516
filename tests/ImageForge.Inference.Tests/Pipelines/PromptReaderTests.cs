using System.Text.Json.Nodes;
using ImageForge.Inference.Pipelines;
using ImageForge.Inference.Tests.Golden;
using ImageForge.Inference.Tests.Onnx;
using ImageForge.Testing.Models;
using Xunit;

namespace ImageForge.Inference.Tests.Pipelines;

/// <summary>Long and weighted prompts become the embeddings that diffusers' own long-prompt pipeline makes of them.</summary>
public sealed class PromptReaderTests(Runtime runtime) : IClassFixture<Runtime>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("text-long")]
    [InlineData("text-weighted")]
    [InlineData("text-long-weighted")]
    public void Embeddings_are_those_that_were_recorded(string name)
    {
        var folder = Path.Combine(ReferenceData.Folder, "cases", name);
        var json = JsonNode.Parse(File.ReadAllText(Path.Combine(folder, "case.json")))!;
        using var model = new ModelCopy(ReferenceData.Model("sd"));
        using var reader = PromptReader.Open(
            runtime.Library,
            ModelFolder.Read(model.Folder),
            Runtime.OnProcessor,
            null,
            Token
        );

        var pair = reader.Read(Request((string)json["prompt"]!, (string)json["negative_prompt"]!), guided: true, Token);

        AssertClose(Npy.Read(Path.Combine(folder, "prompt_embeds.npy")).Values, pair.Positive.Text.Hidden);
        AssertClose(Npy.Read(Path.Combine(folder, "negative_embeds.npy")).Values, pair.Negative!.Text.Hidden);
    }

    [Fact]
    public void Parentheses_are_text_unless_weights_are_asked_for()
    {
        using var model = new ModelCopy(ReferenceData.Model("sd"));
        using var reader = PromptReader.Open(
            runtime.Library,
            ModelFolder.Read(model.Folder),
            Runtime.OnProcessor,
            null,
            Token
        );
        var request = Request("a (red fox:1.4)", "");

        var weighted = reader.Read(request, guided: false, Token);
        var plain = reader.Read(request with { PromptWeights = false }, guided: false, Token);

        Assert.Null(plain.Negative);
        Assert.NotEqual(weighted.Positive.Text.Hidden, plain.Positive.Text.Hidden);
    }

    private static DiffusionRequest Request(string prompt, string negative) =>
        new()
        {
            Prompt = prompt,
            Negative = negative,
            Width = 64,
            Height = 64,
            Variants = [],
            Steps = 1,
            Guidance = 5,
            LongPrompts = true,
            PromptWeights = true,
        };

    private static void AssertClose(float[] expected, float[] values)
    {
        Assert.Equal(expected.Length, values.Length);
        for (var i = 0; i < values.Length; i++)
        {
            Assert.Equal(expected[i], values[i], 2e-5f);
        }
    }
}
