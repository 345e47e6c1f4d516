using System.Diagnostics;
using ImageForge.Integration.Tests.Tools;
using ImageForge.Testing.Tools;
using Xunit;

namespace ImageForge.Integration.Tests.Systems;

/// <summary>A command that cannot clean up, since it reads a manifest from a pipe into which nobody writes.</summary>
public sealed class InterruptionTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("interruption-");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_command_that_does_not_stop_is_ended_after_five_seconds()
    {
        await using var pipe = await PipeAsync();
        await using var program = pipe.Program;
        var begun = Stopwatch.GetTimestamp();
        await Signals.TerminateAsync(program.Id);
        Assert.Equal(130, await program.WaitForExitAsync());
        Assert.True(Stopwatch.GetElapsedTime(begun) > TimeSpan.FromSeconds(4));
        Assert.Empty(program.Lines);
    }

    [Fact]
    public async Task A_second_signal_ends_the_command_at_once()
    {
        await using var pipe = await PipeAsync();
        await using var program = pipe.Program;
        await Signals.TerminateAsync(program.Id);
        // Of two signals that come together the system delivers one.
        await Task.Delay(TimeSpan.FromSeconds(1), Cancel);
        Assert.False(program.HasExited);
        await Signals.TerminateAsync(program.Id);
        // Ended by the signal, not by the deadline, whose code is another.
        Assert.Equal(143, await program.WaitForExitAsync());
    }

    private async Task<Pipe> PipeAsync()
    {
        var path = Path.Combine(_folder.FullName, "manifest.yaml");
        var made = await Programs.RunAsync("mkfifo", [path]);
        Assert.Equal(0, made.ExitCode);
        var program = RunningProgram.Start(Repository.Program("imageforge"), ["run", "-f", path]);
        // Opens once the program has opened the other end, long after it began to handle signals.
        var writer = await Task.Run(() => new FileStream(path, FileMode.Open, FileAccess.Write), Cancel)
            .WaitAsync(TimeSpan.FromSeconds(30), Cancel);
        return new Pipe(program, writer);
    }

    private sealed record Pipe(RunningProgram Program, FileStream Writer) : IAsyncDisposable
    {
        public ValueTask DisposeAsync() => Writer.DisposeAsync();
    }
}
