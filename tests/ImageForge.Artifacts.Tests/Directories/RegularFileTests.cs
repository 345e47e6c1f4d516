using System.Text;
using ImageForge.Artifacts.Directories;
using ImageForge.Artifacts.Errors;
using ImageForge.Testing.Files;
using Xunit;

namespace ImageForge.Artifacts.Tests.Directories;

public sealed class RegularFileTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("imageforge-files-");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Devices_pipes_sockets_and_folders_are_refused_and_not_waited_for()
    {
        await RefusedAsync("/dev/zero", "is a device, not a regular file");
        await RefusedAsync(SpecialFiles.Link(At("link"), "/dev/zero"), "is a device, not a regular file");
        await RefusedAsync(SpecialFiles.Pipe(At("pipe")), "is a pipe, not a regular file");
        await RefusedAsync(SpecialFiles.Socket(At("socket")), "is a socket, not a regular file");
        await RefusedAsync(_folder.FullName, "is a folder, not a regular file");
    }

    [Fact]
    public async Task The_bytes_are_counted_whatever_the_length_says()
    {
        // A file of no length that has bytes all the same; one that grows while it is read looks like this.
        const string Growing = "/proc/self/status";
        Assert.Equal(0, new FileInfo(Growing).Length);
        Assert.NotEmpty(await RegularFile.ReadAsync(Growing, null, 100_000, Token));
        await RefusedAsync(Growing, "has more than 10 bytes", most: 10);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(99)]
    [InlineData(100)]
    public async Task A_file_of_up_to_the_limit_is_read_whole(int length)
    {
        var bytes = new byte[length];
        new Random(length).NextBytes(bytes);
        await File.WriteAllBytesAsync(At("a"), bytes, Token);
        Assert.Equal(bytes, await RegularFile.ReadAsync(At("a"), _folder.FullName, 100, Token));
    }

    [Fact]
    public async Task A_larger_one_is_refused()
    {
        await File.WriteAllBytesAsync(At("a"), new byte[101], Token);
        await RefusedAsync(At("a"), "has more than 100 bytes", most: 100);
    }

    /// <summary>Another process may delete a volume's folder between any two steps.</summary>
    [Fact]
    public async Task A_root_that_is_gone_holds_no_file()
    {
        await File.WriteAllBytesAsync(At("a"), [1], Token);
        await Assert.ThrowsAsync<FileNotFoundException>(() => RegularFile.ReadAsync(At("a"), At("gone"), 100, Token));
    }

    [Fact]
    public async Task Links_lead_anywhere_below_the_root_and_nowhere_else()
    {
        var volume = Directory.CreateDirectory(At("volume")).FullName;
        await File.WriteAllTextAsync(At("secret"), "secret", Token);
        await File.WriteAllTextAsync(At("volume-2"), "another volume", Token);
        await RefusedAsync(SpecialFiles.Link(Path.Combine(volume, "out"), "../secret"), "a link leads out", volume);
        await RefusedAsync(SpecialFiles.Link(Path.Combine(volume, "abs"), At("secret")), "a link leads out", volume);
        await RefusedAsync(SpecialFiles.Link(Path.Combine(volume, "2"), At("volume-2")), "a link leads out", volume);
        Directory.CreateSymbolicLink(Path.Combine(volume, "up"), "..");
        await RefusedAsync(Path.Combine(volume, "up/secret"), "a link leads out", volume);

        SpecialFiles.ConfigMap(volume, ("logo.png", "logo"u8.ToArray()));
        Assert.Equal("logo", await TextAsync(Path.Combine(volume, "logo.png"), volume));
        SpecialFiles.Link(Path.Combine(volume, "again"), Path.Combine(volume, "logo.png"));
        Assert.Equal("logo", await TextAsync(Path.Combine(volume, "again"), volume));
        // The root may be a link itself, as /tmp is on some systems.
        Directory.CreateSymbolicLink(At("mounted"), volume);
        Assert.Equal("logo", await TextAsync(At("mounted/logo.png"), At("mounted")));
        Assert.Equal("secret", await TextAsync(Path.Combine(volume, "out"), root: null));
    }

    [Fact]
    public async Task What_is_not_there_is_not_found()
    {
        await File.WriteAllTextAsync(At("file"), "", Token);
        SpecialFiles.Link(At("dangling"), At("nothing"));
        foreach (var path in (string[])["nothing", "file/below", "dangling"])
        {
            await Assert.ThrowsAsync<FileNotFoundException>(() => RegularFile.ReadAsync(At(path), null, 100, Token));
        }
    }

    [Fact]
    public async Task Names_that_no_file_has_are_refused()
    {
        await File.WriteAllTextAsync(At("a"), "", Token);
        await RefusedAsync(At("a") + "\0.png", "has a NUL character in its name");
        await RefusedAsync(At(new string('x', 300)), "has a name that is too long");
        SpecialFiles.Link(At("loop"), At("loop"));
        await RefusedAsync(At("loop"), "is a link that leads in a circle");
    }

    [Fact]
    public async Task A_file_without_permission_is_denied()
    {
        Assert.SkipWhen(Environment.IsPrivilegedProcess, "root may read everything");
        await File.WriteAllTextAsync(At("a"), "", Token);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(At("a"), UnixFileMode.None);
        }

        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => RegularFile.ReadAsync(At("a"), null, 100, Token));
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private string At(string name) => Path.Combine(_folder.FullName, name);

    private static async Task<string> TextAsync(string path, string? root) =>
        Encoding.UTF8.GetString(await RegularFile.ReadAsync(path, root, 100, Token));

    private static async Task RefusedAsync(string path, string why, string? root = null, long most = 1000)
    {
        var e = await Assert.ThrowsAsync<UnusableFileException>(() => RegularFile.ReadAsync(path, root, most, Token));
        Assert.Contains(why, e.Message, StringComparison.Ordinal);
    }
}
