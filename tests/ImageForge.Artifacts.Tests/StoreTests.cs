using FsCheck;
using FsCheck.Fluent;
using ImageForge.Artifacts.Errors;
using Xunit;

namespace ImageForge.Artifacts.Tests;

/// <summary>What every store does; each kind of store runs these tests.</summary>
public abstract class StoreTests : IDisposable
{
    private IArtifactStore? _opened;

    /// <summary>How many drawn sequences a run of the property test takes; a server is slower than a folder.</summary>
    protected abstract int Sequences { get; }

    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>An empty store, another at each call.</summary>
    protected abstract IArtifactStore Open();

    private IArtifactStore Store => _opened ??= Open();

    [Fact]
    public void Does_what_the_model_does()
    {
        // Where the store cannot be had the test is skipped here: within the property a skip is a failure.
        _ = Store;
        var property = Prop.ForAll(StoreOperation.Sequences, RunAgainstModel);
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(Sequences).WithReplay(2026, 11, 21), property);
    }

    [Fact]
    public async Task A_key_that_is_there_is_not_replaced_by_a_conditional_put()
    {
        Assert.Equal(PutOutcome.Created, await Store.PutIfAbsentAsync("m.json", "first"u8.ToArray(), Token));
        Assert.Equal(PutOutcome.AlreadyThere, await Store.PutIfAbsentAsync("m.json", "second"u8.ToArray(), Token));
        Assert.Equal("first"u8.ToArray(), await Store.GetAsync("m.json", Token));
    }

    [Fact]
    public async Task No_more_of_an_object_is_read_than_is_asked_for()
    {
        await Store.PutAsync("a.png", new byte[11], Token);
        Assert.Equal(11, (await Store.GetAsync("a.png", 11, Token)).Length);
        var e = await Assert.ThrowsAsync<InvalidKeyException>(() => Store.GetAsync("a.png", 10, Token));
        Assert.Contains("'a.png' has more than 10 bytes", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_object_is_named()
    {
        var e = await Assert.ThrowsAsync<ObjectNotFoundException>(() => Store.GetAsync("no/such.png", Token));
        Assert.Equal("no/such.png", e.Key);
        Assert.Contains(Store.Name, e.Message, StringComparison.Ordinal);
        Assert.Null(await Store.HeadAsync("no/such.png", Token));
    }

    [Fact]
    public async Task A_probe_leaves_nothing()
    {
        await Store.ProbeAsync("staging/attempt/probe", Token);
        Assert.Empty(await Store.ListAsync("", Token));
    }

    [Fact]
    public async Task A_large_object_comes_back_as_it_was()
    {
        var content = new byte[5_000_000];
        new Random(1).NextBytes(content);
        await Store.PutAsync("large.png", content, Token);
        await Store.CopyAsync("large.png", "copy.png", Token);
        Assert.Equal(content.LongLength, await Store.HeadAsync("copy.png", Token));
        Assert.Equal(content, await Store.GetAsync("copy.png", Token));
    }

    [Fact]
    public async Task A_stopped_call_ends_as_cancelled()
    {
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Store.GetAsync("a", new(canceled: true)));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            Store.PutAsync("a", new byte[1], new(canceled: true))
        );
    }

    [Theory]
    [InlineData("")]
    [InlineData("/etc/passwd")]
    [InlineData("../outside")]
    [InlineData("a/../../outside")]
    [InlineData("a/./b")]
    [InlineData("a//b")]
    [InlineData("a/")]
    [InlineData("a\nb")]
    [InlineData("a\0b")]
    [InlineData("a\u007fb")]
    [InlineData(".imageforge-tmp-1")]
    public async Task A_key_that_leaves_the_store_or_hides_in_it_is_refused(string key)
    {
        await Assert.ThrowsAsync<InvalidKeyException>(() => Store.PutAsync(key, new byte[1], Token));
        await Assert.ThrowsAsync<InvalidKeyException>(() => Store.GetAsync(key, Token));
        await Assert.ThrowsAsync<InvalidKeyException>(() => Store.HeadAsync(key, Token));
        await Assert.ThrowsAsync<InvalidKeyException>(() => Store.DeleteAsync(key, Token));
        await Assert.ThrowsAsync<InvalidKeyException>(() => Store.ProbeAsync(key, Token));
        await Assert.ThrowsAsync<InvalidKeyException>(() => Store.CopyAsync("a", key, Token));
        await Assert.ThrowsAsync<InvalidKeyException>(() => Store.CopyAsync(key, "a", Token));
        var e = await Assert.ThrowsAsync<InvalidKeyException>(() => Store.PutIfAbsentAsync(key, new byte[1], Token));
        Assert.DoesNotContain(e.Message, char.IsControl);
    }

    [Fact]
    public async Task A_long_key_is_taken_and_one_that_is_too_long_refused()
    {
        var key = string.Join('/', Enumerable.Repeat(new string('é', 124), 4));
        await Store.PutAsync(key, new byte[1], Token);
        Assert.Equal([key], await Store.ListAsync("", Token));
        await Assert.ThrowsAsync<InvalidKeyException>(() => Store.PutAsync($"{key}/{key}", new byte[1], Token));
    }

    [Fact]
    public async Task Only_a_folder_can_be_deleted_whole() =>
        await Assert.ThrowsAsync<InvalidKeyException>(() => Store.DeleteAllAsync("staging", Token));

    public void Dispose()
    {
        _opened?.Dispose();
        Clean();
        GC.SuppressFinalize(this);
    }

    /// <summary>Removes what a test left.</summary>
    protected virtual void Clean() { }

    private void RunAgainstModel(StoreOperation[] operations)
    {
        using var store = Open();
        var model = new StoreModel();
        foreach (var operation in operations)
        {
            var expected = model.Apply(operation);
            Assert.Equal(expected, StoreModel.ApplyAsync(store, operation, Token).GetAwaiter().GetResult());
        }
    }
}
