using ImageForge.Api.Common;
using ImageForge.Cli.Commands;
using ImageForge.Cli.Comparing;
using ImageForge.Imaging.Png;
using Xunit;

namespace ImageForge.Cli.Tests.Comparing;

public sealed class CompareCommandTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("imageforge-cli-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Two_manifests_become_one_picture_with_the_same_bytes_each_time()
    {
        var left = Write("left.yaml", Job("a", 256, 256, "noon", variants: 2));
        var right = Write("right.yaml", Job("b", 512, 320, "night", variants: 2));
        Assert.Equal(
            ExitCodes.Success,
            await RunAsync("-f", left, "-f", right, "--width", "96", "--out", Out("1.png"))
        );
        Assert.Equal(
            ExitCodes.Success,
            await RunAsync("-f", left, "-f", right, "--width", "96", "--out", Out("2.png"))
        );
        var first = await File.ReadAllBytesAsync(Out("1.png"), TestContext.Current.CancellationToken);
        Assert.Equal(first, await File.ReadAllBytesAsync(Out("2.png"), TestContext.Current.CancellationToken));
        using var sheet = PngDecoder.Decode(first);
        // Three pictures side by side, two rows of them.
        Assert.InRange(sheet.Width, 3 * 96, 4 * 96);
        Assert.True(sheet.Height > 2 * 96);
    }

    [Fact]
    public async Task One_manifest_is_compared_under_two_strategies()
    {
        var both = Write(
            "both.yaml",
            Job("a", 256, 256, "noon") + "    signals:\n    - {category: weather, tag: snow, score: -0.9}\n"
        );
        Assert.Equal(
            ExitCodes.Success,
            await RunAsync(
                "-f",
                both,
                "--strategy",
                "Asset",
                "--strategy",
                "Prompt",
                "--width",
                "96",
                "--out",
                Out("1.png")
            )
        );
        var (left, right) = ComparedSide.Read([both], [AtmosphereStrategy.Asset, AtmosphereStrategy.Prompt]);
        Assert.Equal("a, both.yaml, Asset", left.Caption(left.Jobs.Single()));
        Assert.Equal("a, both.yaml, Prompt", right.Caption(right.Jobs.Single()));
        Assert.Equal("a, both.yaml, no atmosphere", left.Caption(left.Objects.Jobs.Single()));
    }

    [Fact]
    public async Task One_side_alone_is_refused()
    {
        var left = Write("left.yaml", Job("a", 256, 256, "noon"));
        Assert.Equal(ExitCodes.BadInput, await RunAsync("-f", left, "--out", Out("1.png")));
    }

    [Fact]
    public async Task Sides_that_cannot_be_paired_are_refused()
    {
        var left = Write("left.yaml", $"{Job("a", 256, 256, "noon")}---\n{Job("b", 256, 256, "noon")}");
        var right = Write("right.yaml", Job("a", 256, 256, "noon"));
        Assert.Equal(ExitCodes.BadInput, await RunAsync("-f", left, "-f", right, "--out", Out("1.png")));
    }

    [Fact]
    public async Task Different_numbers_of_variants_and_unwritable_places_fail_and_leave_nothing()
    {
        var left = Write("left.yaml", Job("a", 256, 256, "noon", variants: 2));
        var right = Write("right.yaml", Job("a", 256, 256, "noon"));
        Assert.Equal(ExitCodes.Failure, await RunAsync("-f", left, "-f", right, "--out", Out("1.png")));
        Assert.Equal(ExitCodes.BadInput, await RunAsync("-f", left, "-f", left, "--out", Out("missing/1.png")));
        Assert.Equal(2, _folder.GetFiles().Length);
    }

    private static string Job(string name, int width, int height, string time, int variants = 1) =>
        $$"""
            apiVersion: imageforge.dev/v1alpha1
            kind: GenerationJob
            metadata:
              name: {{name}}
            spec:
              prompt: {text: a square}
              seed: 3
              variants: {{variants}}
              size: {width: {{width}}, height: {{height}}}
              compose:
                timeOfDay: {{time}}

            """;

    private static async Task<int> RunAsync(params string[] arguments) =>
        await CompareCommand
            .Create()
            .Parse(arguments)
            .InvokeAsync(cancellationToken: TestContext.Current.CancellationToken);

    private string Write(string name, string text)
    {
        var path = Path.Combine(_folder.FullName, name);
        File.WriteAllText(path, text);
        return path;
    }

    private string Out(string name) => Path.Combine(_folder.FullName, name);
}
