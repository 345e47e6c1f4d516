using System.Diagnostics;
using System.Text.RegularExpressions;
using ImageForge.Testing.Data;
using Xunit;

namespace ImageForge.Cli.Tests;

/// <summary>A clone has all that its tests read, on a machine on which nothing was prepared.</summary>
public sealed partial class CloneTests
{
    private const long MostBytes = 13_000_000;

    [Fact]
    public void Tests_name_no_folder_beside_the_checkout()
    {
        string[] files =
        [
            Path.Combine(Checkout.Root, "Makefile"),
            .. Directory.EnumerateFiles(Path.Combine(Checkout.Root, ".ci")),
            .. Sources("tests"),
        ];
        Assert.True(files.Length > 100);
        Assert.DoesNotContain(files, file => Beside().IsMatch(File.ReadAllText(file)));
    }

    [Theory]
    [InlineData("Path.Combine(at.FullName, \"shared\", \"golden\")", true)]
    [InlineData("cat ../../shared/golden/cases.json", true)]
    [InlineData("Path.Combine(model, \"shared.json\")", false)]
    [InlineData("ArrayPool<float>.Shared.Rent(1)", false)]
    public void Such_a_folder_is_recognised(string text, bool isBeside) =>
        Assert.Equal(isBeside, Beside().IsMatch(text));

    [Fact]
    public void Reference_data_are_described_and_small()
    {
        string data = Path.Combine(Checkout.Root, "tests", "data");
        string[] archives = Directory.GetFiles(data, "*.tar.br");
        Assert.NotEmpty(archives);
        Assert.All(
            archives,
            file => Assert.True(File.Exists(file.Replace(".tar.br", ".md", StringComparison.Ordinal)), file)
        );
        string pictures = Path.Combine(Checkout.Root, "tests", "ImageForge.Scenes.Tests", "Stability", "pictures");
        long bytes = archives.Concat(Directory.GetFiles(pictures)).Sum(file => new FileInfo(file).Length);
        Assert.InRange(bytes, 0, MostBytes);
    }

    [Fact]
    public async Task The_Debian_archive_is_known_where_apt_get_update_never_ran()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/apt-get"), "this is not a Debian system");
        DirectoryInfo folder = Directory.CreateTempSubdirectory("imageforge-apt-");
        try
        {
            string settings = Path.Combine(folder.FullName, "apt.conf");
            string lists = Directory.CreateDirectory(Path.Combine(folder.FullName, "none")).FullName;
            await File.WriteAllTextAsync(
                settings,
                $"Dir::State::lists \"{lists}\";\n",
                TestContext.Current.CancellationToken
            );
            var start = new ProcessStartInfo(
                "bash",
                ["-c", ". tests/tools/debian.sh && debian_private \"$1\" && debian_archive", "bash", folder.FullName]
            )
            {
                WorkingDirectory = Checkout.Root,
                RedirectStandardOutput = true,
            };
            start.Environment["APT_CONFIG"] = settings;
            using Process process = Process.Start(start)!;
            string output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            Assert.Matches("^[a-z+]+:.*/debian/\n$", output);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static IEnumerable<string> Sources(string folder) =>
        Directory
            .EnumerateFiles(Path.Combine(Checkout.Root, folder), "*", SearchOption.AllDirectories)
            .Where(file => Path.GetExtension(file) is ".cs" or ".csproj" or ".sh" or ".py" or ".mjs")
            .Where(file => Path.GetFileName(file) != $"{nameof(CloneTests)}.cs");

    /// <summary>A path through a folder called shared: that of data which are not in the repository.</summary>
    [GeneratedRegex(@"""shared""|\bshared/")]
    private static partial Regex Beside();
}
