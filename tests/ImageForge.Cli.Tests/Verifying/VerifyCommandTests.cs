using System.CommandLine;
using ImageForge.Cli.Commands;
using ImageForge.Cli.Tests.Local;
using ImageForge.Inference.Onnx;
using ImageForge.Testing.Models;
using Xunit;

namespace ImageForge.Cli.Tests.Verifying;

/// <summary>The command with the runner's real program.</summary>
public sealed class VerifyCommandTests : IDisposable
{
    private readonly ManifestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_composed_job_and_a_storyboard_are_the_same_again()
    {
        var file = _folder.Write(
            $"{ManifestFolder.Job("street", "variants: 2\n  compose: {timeOfDay: noon}")}---\n{ManifestFolder.Board("tram")}"
        );

        var (code, output, errors) = await RunAsync("-f", file);

        Assert.Equal((ExitCodes.Success, ""), (code, errors));
        Assert.Equal(2, Lines(output, "street").Length);
        Assert.Equal(2, Lines(output, "tram-f").Length);
        Assert.Single(Lines(output, "tram  "));
        Assert.All(Lines(output, "street", "tram"), line => Assert.EndsWith("   same", line, StringComparison.Ordinal));
        Assert.Contains("models: none", output, StringComparison.Ordinal);
        Assert.Matches(@"runner: \d+\.\d+", output);
    }

    [Fact]
    public async Task A_model_gives_the_same_again_and_its_device_is_named()
    {
        Assert.SkipUnless(OnnxRuntime.Find() is not null, "ONNX Runtime is missing: run make native.");
        using var model = new ModelCopy(ReferenceData.Model("turbo"));
        var polish = $"polish: {{backend: Onnx, provider: Cpu, steps: 2, model: {{uri: \"file://{model.Folder}\"}}}}";

        var (code, output, errors) = await RunAsync("-f", _folder.Write(ManifestFolder.Job("boat", polish)));

        Assert.Equal((ExitCodes.Success, ""), (code, errors));
        Assert.EndsWith("   same", Assert.Single(Lines(output, "boat")), StringComparison.Ordinal);
        Assert.Matches(@"models: ran on Cpu \(.+\)", output);
    }

    [Fact]
    public async Task A_job_that_cannot_be_made_is_a_failure_that_is_told_once()
    {
        var polish = "polish: {backend: Onnx, model: {uri: \"file:///no/such/model\"}}";

        var (code, _, errors) = await RunAsync("-f", _folder.Write(ManifestFolder.Job("boat", polish)));

        Assert.Equal(ExitCodes.Failure, code);
        Assert.Contains("/no/such/model", Assert.Single(errors.TrimEnd().Split('\n')), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("variant: 2", "spec.variant")]
    [InlineData("size: {width: 1}", "spec.size.width")]
    public async Task A_manifest_that_cannot_be_used_is_refused(string spec, string named)
    {
        var (code, _, errors) = await RunAsync("-f", _folder.Write(ManifestFolder.Job("a", spec)));

        Assert.Equal(ExitCodes.BadInput, code);
        Assert.Contains(named, errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_program_that_is_not_there_is_refused()
    {
        var file = _folder.Write(ManifestFolder.Job("a", "compose: {timeOfDay: noon}"));

        var (code, _, errors) = await RunAsync("-f", file, "--runner", "/no/such/runner");

        Assert.Equal(ExitCodes.BadInput, code);
        Assert.Contains("/no/such/runner", errors, StringComparison.Ordinal);
    }

    private static string[] Lines(string output, params string[] starts) =>
        [
            .. output
                .Split('\n')
                .Where(line => starts.Any(s => line.StartsWith(s, StringComparison.Ordinal)) && !line.Contains(": ")),
        ];

    private static async Task<(int Code, string Output, string Errors)> RunAsync(params string[] arguments)
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();
        var code = await VerifyCommand
            .Create()
            .Parse(arguments)
            .InvokeAsync(
                new InvocationConfiguration { Output = output, Error = errors },
                TestContext.Current.CancellationToken
            );
        return (code, output.ToString(), errors.ToString());
    }
}
