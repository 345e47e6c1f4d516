using ImageForge.Artifacts.Errors;
using ImageForge.Testing.Files;
using Xunit;

namespace ImageForge.Artifacts.Tests.Directories;

public sealed class DirectoryStoreTests : StoreTests
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("imageforge-store-");
    private int _stores;

    protected override int Sequences => 300;

    protected override IArtifactStore Open() => OpenAt(Path.Combine(_folder.FullName, $"{++_stores}"));

    [Fact]
    public async Task Writing_leaves_no_temporary_file_and_deleting_no_folder()
    {
        using var store = Open();
        var root = Path.Combine(_folder.FullName, $"{_stores}");
        await store.PutAsync("a/b/one.png", new byte[1], Token);
        await store.CopyAsync("a/b/one.png", "a/c/two.png", Token);
        await store.CopyAsync("a/b/one.png", "a/c/two.png", Token);
        await store.PutIfAbsentAsync("a/b/one.png", new byte[2], Token);
        Assert.Equal(
            [Path.Combine(root, "a/b/one.png"), Path.Combine(root, "a/c/two.png")],
            Directory.GetFiles(root, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
        );

        await store.DeleteAsync("a/b/one.png", Token);
        await store.DeleteAllAsync("a/c/", Token);
        Assert.Empty(Directory.GetFileSystemEntries(root));
    }

    [Fact]
    public async Task Replacing_a_copied_file_leaves_the_copy_alone()
    {
        using var store = Open();
        await store.PutAsync("a", "old"u8.ToArray(), Token);
        await store.CopyAsync("a", "b", Token);
        await store.PutAsync("a", "new"u8.ToArray(), Token);
        Assert.Equal("old"u8.ToArray(), await store.GetAsync("b", Token));
    }

    [Fact]
    public async Task What_is_no_file_of_the_store_is_no_object_of_it()
    {
        using var store = Open();
        await store.PutAsync("a.png", new byte[1], Token);
        var root = Path.Combine(_folder.FullName, $"{_stores}");
        SpecialFiles.Pipe(Path.Combine(root, "pipe"));
        SpecialFiles.Link(Path.Combine(root, "zero"), "/dev/zero");
        SpecialFiles.Link(Path.Combine(root, "out"), "/etc/passwd");
        foreach (
            var (key, problem) in ((string, string)[])
                [
                    ("pipe", "is a pipe, not a regular file"),
                    ("zero", "is a device, not a regular file"),
                    ("out", "a link leads out"),
                ]
        )
        {
            var e = await Assert.ThrowsAsync<InvalidKeyException>(() => store.GetAsync(key, Token));
            Assert.Contains(problem, e.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Nothing_is_written_through_a_link_that_leads_out()
    {
        using var store = Open();
        await store.PutAsync("a.png", new byte[1], Token);
        await store.PutAsync("in/b.png", new byte[1], Token);
        var root = Path.Combine(_folder.FullName, $"{_stores}");
        // Beside the store, and its name begins like the store's.
        var outside = Directory.CreateDirectory(root + "-out").FullName;
        SpecialFiles.Link(Path.Combine(root, "out"), outside);
        SpecialFiles.Link(Path.Combine(root, "also-in"), Path.Combine(root, "in"));
        foreach (var key in (string[])["out/x.png", "out/new/x.png"])
        {
            foreach (
                var write in (Func<Task>[])
                    [
                        () => store.ProbeAsync(key, Token),
                        () => store.PutAsync(key, new byte[1], Token),
                        () => store.PutIfAbsentAsync(key, new byte[1], Token),
                        () => store.CopyAsync("a.png", key, Token),
                    ]
            )
            {
                var e = await Assert.ThrowsAsync<InvalidKeyException>(write);
                Assert.Contains("a link leads out", e.Message, StringComparison.Ordinal);
            }
        }

        Assert.Empty(Directory.GetFileSystemEntries(outside));
        await store.PutAsync("also-in/c.png", new byte[1], Token);
        Assert.True(File.Exists(Path.Combine(root, "in/c.png")));
    }

    [Fact]
    public async Task The_same_failure_has_the_same_words_each_time()
    {
        // So deep that the name of a temporary file is too long for the system, and that of the object is not.
        var root = _folder.FullName;
        while (root.Length < 4060)
        {
            root = Path.Combine(root, new string('y', Math.Clamp(4060 - root.Length - 1, 1, 200)));
        }

        using var store = OpenAt(root);
        var first = await Assert.ThrowsAsync<StoreUnreachableException>(() => store.PutAsync("a", new byte[1], Token));
        var second = await Assert.ThrowsAsync<StoreUnreachableException>(() => store.PutAsync("a", new byte[1], Token));
        Assert.Equal(first.Message, second.Message);
        Assert.DoesNotContain(ObjectKey.TemporaryMark, first.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_killed_writer_left_is_no_object_and_goes_with_its_folder()
    {
        using var store = Open();
        await store.PutAsync("staging/1/a.png", new byte[1], Token);
        var root = Path.Combine(_folder.FullName, $"{_stores}");
        await File.WriteAllTextAsync(Path.Combine(root, "staging/1/.imageforge-tmp-0"), "half", Token);
        Assert.Equal(["staging/1/a.png"], await store.ListAsync("", Token));
        await store.DeleteAllAsync("staging/", Token);
        Assert.Empty(Directory.GetFileSystemEntries(root));
    }

    [Fact]
    public async Task Of_many_writers_at_once_one_creates()
    {
        using var store = Open();
        var outcomes = await Task.WhenAll(
            Enumerable.Range(0, 32).Select(i => store.PutIfAbsentAsync("m.json", new byte[] { (byte)i }, Token))
        );
        Assert.Single(outcomes, o => o == PutOutcome.Created);
    }

    [Fact]
    public async Task Writers_and_a_deleter_of_one_folder_do_not_disturb_each_other()
    {
        using var store = Open();
        await Parallel.ForEachAsync(
            Enumerable.Range(0, 200),
            Token,
            async (i, token) =>
            {
                await store.PutAsync($"f/{i}", new byte[1], token);
                await store.DeleteAsync($"f/{i}", token);
            }
        );
        Assert.Empty(await store.ListAsync("", Token));
    }

    [Fact]
    public async Task A_file_and_a_folder_of_one_name_are_refused_by_name()
    {
        using var store = Open();
        await store.PutAsync("a/b", new byte[1], Token);
        await Assert.ThrowsAsync<InvalidKeyException>(() => store.PutAsync("a", new byte[1], Token));
        var e = await Assert.ThrowsAsync<InvalidKeyException>(() => store.PutAsync("a/b/c", new byte[1], Token));
        Assert.Contains("'a/b'", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_in_the_place_of_the_store_is_named()
    {
        var path = Path.Combine(_folder.FullName, "file");
        await File.WriteAllTextAsync(path, "", Token);
        using var store = OpenAt(path);
        var e = await Assert.ThrowsAsync<StoreNotFoundException>(() => store.ProbeAsync("probe", Token));
        Assert.Contains(path, e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_that_cannot_be_made_is_named()
    {
        using var store = OpenAt("/proc/imageforge");
        var e = await Assert.ThrowsAnyAsync<StoreException>(() => store.ProbeAsync("probe", Token));
        Assert.Contains("/proc/imageforge", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ftp://host/folder", "ftp")]
    [InlineData("folder", "folder")]
    [InlineData("file://host/folder", "file:///folder")]
    [InlineData("file:///store/../workspace", "segments")]
    [InlineData("file:///store/%2e%2e/workspace", "segments")]
    [InlineData("file:///store/./a", "segments")]
    public void A_uri_that_names_no_store_is_refused(string uri, string named)
    {
        var e = Assert.Throws<StorePlanException>(() => ArtifactStores.Open(new() { Uri = uri }, _ => null));
        Assert.Contains(named, e.Message, StringComparison.Ordinal);
    }

    protected override void Clean() => _folder.Delete(recursive: true);

    private static IArtifactStore OpenAt(string path) =>
        ArtifactStores.Open(new() { Uri = "file://" + path }, _ => null);
}
