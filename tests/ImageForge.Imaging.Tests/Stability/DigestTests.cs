using System.Diagnostics;
using ImageForge.Imaging.Pixels.Lanes;
using Xunit;

namespace ImageForge.Imaging.Tests.Stability;

/// <summary>
/// The same plan gives the same bytes: on one thread and many, in another process, in narrower registers, and after a
/// rebuild. Whoever changes pixels on purpose runs <c>make digests</c> and commits digests.txt with the change; whoever
/// did not mean to has found a mistake.
/// </summary>
public sealed class DigestTests
{
    private const string Write = "IMAGEFORGE_WRITE_DIGESTS";
    private const string Narrow = "IMAGEFORGE_NARROW_REGISTERS";

    [Fact]
    public void Pixels_are_those_that_were_written_down()
    {
        List<string> lines = [.. DigestScenes.Lines(threads: 1)];
        if (Environment.GetEnvironmentVariable(Write) == "1")
        {
            File.WriteAllLines(ListPath(), lines);
            return;
        }

        Assert.Equal(File.ReadAllLines(ListPath()), lines);
    }

    [Fact]
    public void Many_threads_give_the_same() =>
        Assert.Equal(File.ReadAllLines(ListPath()), DigestScenes.Lines(threads: 4));

    /// <summary>Runs the first test in another process.</summary>
    [Theory]
    [InlineData("DOTNET_EnableAVX512", "256")]
    [InlineData("DOTNET_EnableAVX2", "128")]
    public async Task Narrower_registers_in_another_process_give_the_same(string disabled, string bits)
    {
        string? name = Environment.ProcessPath;
        Assert.SkipWhen(
            name is null || Path.GetFileName(name) != typeof(DigestTests).Assembly.GetName().Name,
            "The tests do not run as a program of their own."
        );
        var info = new ProcessStartInfo(
            name!,
            ["-method", $"{typeof(DigestTests).FullName}.{nameof(Pixels_are_those_that_were_written_down)}"]
        )
        {
            RedirectStandardOutput = true,
        };
        // Another test looks whether the switch did what it says.
        info.ArgumentList.Add("-method");
        info.ArgumentList.Add($"{typeof(DigestTests).FullName}.{nameof(Registers_are_as_narrow_as_asked_for)}");
        info.Environment[disabled] = "0";
        info.Environment[Narrow] = bits;
        info.Environment.Remove(Write);
        using Process process = Process.Start(info)!;
        string output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, output);
        Assert.Contains("Total: 2, Errors: 0, Failed: 0, Skipped: 0", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Registers_are_as_narrow_as_asked_for()
    {
        string? bits = Environment.GetEnvironmentVariable(Narrow);
        Assert.SkipWhen(bits is null, "All registers are asked for.");
        Assert.False(Lanes512.IsSupported);
        Assert.Equal(bits == "256", Lanes256.IsSupported);
    }

    private static string ListPath()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            string path = Path.Combine(at.FullName, "tests", "ImageForge.Imaging.Tests", "Stability", "digests.txt");
            if (File.Exists(Path.Combine(at.FullName, "ImageForge.sln")))
            {
                return path;
            }
        }

        throw new FileNotFoundException("digests.txt is not in this checkout.");
    }
}
