using System.Text;
using System.Text.Json;
using ImageForge.Kube.Json;
using k8s.Models;
using Xunit;

namespace ImageForge.Kube.Tests.Json;

/// <summary>Lists, in pieces of any size, with their fields in any order.</summary>
public sealed class ListReaderTests
{
    private const string A = """{"metadata":{"name":"a"},"data":{"k":"\\\"}]{","]":"é\\"}}""";
    private const string B = """{"metadata":{"name":"b","managedFields":[{"fieldsV1":{"f:data":{}}}]}}""";
    private const string Bad = """{"metadata":{"name":"bad","namespace":"n"},"data":[{"}":1}]}""";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(
        """{"kind":"ConfigMapList","apiVersion":"v1","metadata":{"resourceVersion":"7","continue":"more"},"items":[@]}"""
    )]
    [InlineData("""{"items":[@],"metadata":{"resourceVersion":"7","continue":"more","remainingItemCount":3}}""")]
    [InlineData(
        """{"other":[{"items":[{}]}],"items":[@],"metadata":{"continue":"more","resourceVersion":"7"},"last":"]"}"""
    )]
    public async Task Every_cut_gives_the_same(string list)
    {
        var spaced = list.Replace("@", $" {A} ,\n\t{Bad},{B}\r\n", StringComparison.Ordinal);
        var json = Encoding.UTF8.GetBytes(spaced + "\n");
        for (var size = 1; size <= json.Length; size++)
        {
            using var stream = new Pieces(json, size);
            var page = await new ListReader<V1ConfigMap>(stream, CoreResources.ConfigMaps).ReadAsync(Cancel);
            Assert.Equal(["a", "b"], page.Items.Select(item => item.Metadata.Name));
            Assert.Equal("\\\"}]{", page.Items[0].Data["k"]);
            Assert.Equal("é\\", page.Items[0].Data["]"]);
            Assert.Equal(new ObjectKey("n", "bad"), Assert.Single(page.Unreadable).Key);
            Assert.Equal("7", page.ResourceVersion);
            Assert.Equal("more", page.Continue);
            Assert.Equal(json.Length, stream.Position);
        }
    }

    [Theory]
    [InlineData("""{"items":null,"metadata":{"resourceVersion":"7"}}""")]
    [InlineData("""{"items":[],"metadata":{"resourceVersion":"7","continue":""}}""")]
    [InlineData("""{"metadata":{"resourceVersion":"7"}}""")]
    public async Task A_list_may_be_empty(string list)
    {
        var page = await ReadAsync(list);
        Assert.Empty(page.Items);
        Assert.Empty(page.Unreadable);
        Assert.Equal("7", page.ResourceVersion);
        Assert.Null(page.Continue);
    }

    /// <summary>An item larger than the buffer at first.</summary>
    [Fact]
    public async Task Items_may_have_any_size()
    {
        var large = new string('x', 300_000);
        var page = await ReadAsync(
            $$$"""{"items":[{{{A}}},{"metadata":{"name":"large"},"data":{"x":"{{{large}}}"}},{{{B}}}]}"""
        );
        Assert.Equal(["a", "large", "b"], page.Items.Select(item => item.Metadata.Name));
        Assert.Equal(large, page.Items[1].Data["x"]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("7")]
    [InlineData("<html>")]
    [InlineData("""{"items":[{"metadata":{}}""")]
    [InlineData("""{"items":[{"metadata":{"name":"a""")]
    [InlineData("""{"items":[{"metadata":{}}]""")]
    [InlineData("""{"items":[7]}""")]
    [InlineData("""{"items":[[]]}""")]
    [InlineData("""{"items":[null]}""")]
    [InlineData("""{"metadata":{"resourceVersion":7}}""")]
    [InlineData("""{"metadata":"x","items":[]}""")]
    public async Task What_is_no_list_or_ends_too_early_is_an_error(string list) =>
        await Assert.ThrowsAnyAsync<JsonException>(() => ReadAsync(list));

    private static Task<ListPage<V1ConfigMap>> ReadAsync(string list) =>
        new ListReader<V1ConfigMap>(new MemoryStream(Encoding.UTF8.GetBytes(list)), CoreResources.ConfigMaps).ReadAsync(
            Cancel
        );

    /// <summary>Gives at most so many bytes at a time.</summary>
    private sealed class Pieces(byte[] bytes, int size) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(size, buffer.Length)], cancellationToken);
    }
}
