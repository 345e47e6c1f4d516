using System.Globalization;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using System.Text;
using ImageForge.Imaging.Files;
using ImageForge.Imaging.Isolation;
using ImageForge.Imaging.Tests.Files;
using Xunit;

namespace ImageForge.Imaging.Tests.Isolation;

/// <summary>What a decoder can reach that an attacker has taken over: see ImageForge.HostileDecoder.</summary>
[SupportedOSPlatform("linux")]
public sealed partial class HostileDecoderTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("imageforge-hostile-");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public HostileDecoderTests()
    {
        Assert.SkipUnless(
            RuntimeInformation.ProcessArchitecture == Architecture.X64,
            "The attacks use system call numbers of x86-64."
        );
    }

    [Fact]
    [Trait("needs", "seccomp")]
    public async Task A_decoder_that_is_taken_over_reaches_nothing()
    {
        Assert.SkipUnless(SystemCallFilter.IsAvailable, "This kernel does not filter system calls.");
        (int tried, string[] allowed) = await AttackAsync();
        Assert.DoesNotContain(allowed, a => !a.StartsWith("landlock.", StringComparison.Ordinal));
        Assert.InRange(tried, 50, int.MaxValue);
    }

    [Fact]
    [Trait("needs", "landlock")]
    public async Task Landlock_alone_stops_files_connections_and_inspection()
    {
        Assert.SkipWhen(Landlock.Version < 4, "This kernel has no Landlock, or none for connections.");
        (_, string[] allowed) = await AttackAsync();
        Assert.DoesNotContain(allowed, a => a.StartsWith("landlock.", StringComparison.Ordinal));
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private async Task<(int Tried, string[] Allowed)> AttackAsync()
    {
        string secrets = Path.Combine(_folder.FullName, "secrets");
        await File.WriteAllTextAsync(secrets, "AWS_SECRET_ACCESS_KEY=hush", Token);
        // As a native library may open a file: children inherit it.
        int inherited = Open(secrets, 0);
        Assert.InRange(inherited, 0, int.MaxValue);
        try
        {
            byte[] picture = ImageEncoder.Encode(
                KnownPictures.Smooth(24, 16),
                new EncodeOptions { Format = ImageFormat.Jpeg }
            );
            var decoder = new ImageDecoder(null, Path.Combine(AppContext.BaseDirectory, "hostile-decoder"));
            ImageFormatException error = await Assert.ThrowsAsync<ImageFormatException>(() =>
                decoder.DecodeAsync((byte[])[.. picture, .. Encoding.UTF8.GetBytes('\n' + secrets)], Token)
            );
            Assert.StartsWith("The JPEG tried=", error.Message, StringComparison.Ordinal);
            string[] words = error.Message.TrimEnd('.').Split("tried=")[1].Split(' ');
            return (int.Parse(words[0], CultureInfo.InvariantCulture), words[1..]);
        }
        finally
        {
            _ = Close(inherited);
        }
    }

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int file);
}
