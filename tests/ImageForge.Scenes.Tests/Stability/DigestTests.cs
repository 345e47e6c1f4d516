using System.Diagnostics;
using ImageForge.Imaging.Pixels.Lanes;
using Xunit;

namespace ImageForge.Scenes.Tests.Stability;

/// <summary>
/// The same plan gives the same bytes: on one thread and many, in another process, in narrower registers, and after a
/// rebuild. Whoever changes pixels on purpose runs <c>make digests</c>, looks at the pictures that git shows as changed, and commits
/// them with the change; whoever did not mean to has found a mistake.
/// </summary>
public sealed class DigestTests
{
    private const string Write = "IMAGEFORGE_WRITE_DIGESTS";
    private const string Expected = "IMAGEFORGE_EXPECTED_DIGESTS";
    private const string Narrow = "IMAGEFORGE_NARROW_REGISTERS";

    private static readonly Lazy<string[]> OnOneThread = new(() => Digests(threads: 1));

    [Fact]
    public void Pictures_are_those_that_were_recorded()
    {
        IEnumerable<DigestPicture> pictures = DigestScenes.Make(threads: 1);
        if (Environment.GetEnvironmentVariable(Write) == "1")
        {
            DigestReferences.Committed.Write(pictures);
            return;
        }

        DigestComparison comparison = DigestReferences.Committed.Compare(pictures);
        string text = string.Join('\n', comparison.Differences);
        Assert.True(comparison.IsAcceptable, $"{comparison.Differences.Count} pictures differ:\n{text}");
        if (comparison.Differences.Count > 0)
        {
            TestContext.Current.AddWarning(
                $"{comparison.Differences.Count} pictures differ within the tolerance:\n{text}"
            );
        }
    }

    [Fact]
    public void Many_threads_give_the_same() => Assert.Equal(OnOneThread.Value, Digests(threads: 4));

    /// <summary>Runs <see cref="Digests_are_those_of_another_process"/> in another process.</summary>
    [Theory]
    [InlineData("DOTNET_EnableAVX512", "256")]
    [InlineData("DOTNET_EnableAVX2", "128")]
    public async Task Narrower_registers_in_another_process_give_the_same(string disabled, string bits)
    {
        string program = Path.ChangeExtension(typeof(DigestTests).Assembly.Location, null);
        string expected = Path.GetTempFileName();
        try
        {
            await File.WriteAllLinesAsync(expected, OnOneThread.Value, TestContext.Current.CancellationToken);
            var info = new ProcessStartInfo(
                program,
                [
                    "-explicit",
                    "only",
                    "-method",
                    $"{typeof(DigestTests).FullName}.{nameof(Digests_are_those_of_another_process)}",
                    // Whether the switch did what it says.
                    "-method",
                    $"{typeof(DigestTests).FullName}.{nameof(Registers_are_as_narrow_as_asked_for)}",
                ]
            )
            {
                RedirectStandardOutput = true,
            };
            info.Environment[disabled] = "0";
            info.Environment[Narrow] = bits;
            info.Environment[Expected] = expected;
            using Process process = Process.Start(info)!;
            string output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            Assert.True(process.ExitCode == 0, output);
            Assert.Contains("Total: 2, Errors: 0, Failed: 0, Skipped: 0", output, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(expected);
        }
    }

    [Fact(Explicit = true)]
    public void Digests_are_those_of_another_process() =>
        Assert.Equal(File.ReadAllLines(Environment.GetEnvironmentVariable(Expected)!), OnOneThread.Value);

    [Fact(Explicit = true)]
    public void Registers_are_as_narrow_as_asked_for()
    {
        Assert.False(Lanes512.IsSupported);
        Assert.Equal(Environment.GetEnvironmentVariable(Narrow) == "256", Lanes256.IsSupported);
    }

    private static string[] Digests(int threads) =>
        [.. DigestScenes.Make(threads).Select(picture => $"{picture.Name} {picture.Digest}")];
}
