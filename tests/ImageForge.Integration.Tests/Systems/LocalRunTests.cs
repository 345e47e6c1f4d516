using ImageForge.Integration.Tests.Tools;
using ImageForge.Testing.Tools;
using Xunit;

namespace ImageForge.Integration.Tests.Systems;

/// <summary><c>imageforge run</c>: no cluster at all.</summary>
public sealed class LocalRunTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("imageforge-run-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_manifest_becomes_the_same_picture_twice_and_its_path_is_printed()
    {
        var first = await RunAsync(Manifests.Job("twice"), "a");
        var second = await RunAsync(Manifests.Job("twice"), "b");
        Assert.Contains("twice  Completed  1/1", first.Succeeded(), StringComparison.Ordinal);
        Assert.Equal(await PictureAsync(first), await PictureAsync(second));
    }

    [Fact]
    public async Task Broken_YAML_is_named_by_file_line_and_column_and_the_exit_code_is_2()
    {
        var result = await RunAsync("apiVersion: v1\nkind: [x\n", "out");
        Assert.Equal(2, result.ExitCode);
        Assert.StartsWith("<stdin>:3:1: ", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refused_field_is_named_by_its_place()
    {
        var result = await RunAsync(Manifests.Job("bad").Replace("-0.8", "-1.8", StringComparison.Ordinal), "out");
        Assert.Equal(2, result.ExitCode);
        Assert.Contains("<stdin>:13:7: spec.compose.signals[0].score", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_not_carried_out_yet_is_said_and_the_rest_is_made()
    {
        var refused = Manifests.Job("refused", "  polish: {backend: Stability, model: {name: sd3}}");
        var result = await RunAsync($"{refused}\n---\n{Manifests.Job("made")}", "out");
        Assert.Equal(1, result.ExitCode);
        Assert.Contains("refused: NotSupported: spec.polish.backend", result.Error, StringComparison.Ordinal);
        Assert.Contains("made  Completed", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_that_cannot_be_written_is_named()
    {
        var file = Path.Combine(_folder.FullName, "file");
        await File.WriteAllTextAsync(file, "not a folder", TestContext.Current.CancellationToken);
        var result = await RunAsync(Manifests.Job("nowhere"), "file/out");
        Assert.Equal(1, result.ExitCode);
        Assert.Contains("StoreUnreachable", result.Error, StringComparison.Ordinal);
        Assert.Contains("file/out", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_taken_port_is_one_sentence()
    {
        using var taken = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        taken.Start();
        var port = ((System.Net.IPEndPoint)taken.LocalEndpoint).Port;
        var data = Path.Combine(_folder.FullName, "data");
        var result = await Programs.RunAsync(
            Repository.Program("imageforge"),
            ["dev", "--port", $"{port}", "--data", data]
        );
        Assert.Equal(2, result.ExitCode);
        Assert.Equal(
            $"imageforge: Port {port} on 127.0.0.1 is taken; choose another one or 0 for any.\n",
            result.Error
        );
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Development_cluster_says_that_it_stops(bool isReady)
    {
        var data = Path.Combine(_folder.FullName, "data");
        await using var program = RunningProgram.Start(
            Repository.Program("imageforge"),
            ["dev", "--no-operator", "--data", data]
        );
        if (isReady)
        {
            await program.WaitForLineAsync(IsReady);
        }

        // Made at the beginning of the start.
        while (!Directory.Exists(data))
        {
            await Task.Delay(5, TestContext.Current.CancellationToken);
        }

        // Handled as Ctrl-C is, whose signal is ignored in what a shell has started in the background.
        await Signals.TerminateAsync(program.Id);
        await program.WaitForLineAsync(line => line == "imageforge: stopping the development cluster");
        var code = await program.WaitForExitAsync();
        // On a slow machine it may be ready before the signal comes.
        Assert.Equal(program.Lines.Any(IsReady) ? 0 : 130, code);

        static bool IsReady(string line) => line.StartsWith("ready at ", StringComparison.Ordinal);
    }

    private Task<ProgramResult> RunAsync(string manifest, string store) =>
        Programs.RunAsync(
            Repository.Program("imageforge"),
            ["run", "-f", "-", "--out", Path.Combine(_folder.FullName, store)],
            input: manifest
        );

    private static Task<byte[]> PictureAsync(ProgramResult result) =>
        File.ReadAllBytesAsync(
            result.Output.Split('\n').Single(l => l.EndsWith(".png", StringComparison.Ordinal)).Trim(),
            TestContext.Current.CancellationToken
        );
}
