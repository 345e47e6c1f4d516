using System.Text;
using System.Text.Json;
using ImageForge.Kube.Watching;
using k8s.Models;
using Xunit;

namespace ImageForge.Kube.Tests.Watching;

/// <summary>How a line of a watch may be written: the API server writes the type, the object, and nothing else.</summary>
public sealed class WatchLineTests
{
    private const string Map =
        """{"metadata":{"name":"a","resourceVersion":"7"},"data":{"object":"}","type":"ADDED"}}""";

    [Theory]
    [InlineData("""{"type":"ADDED","object":@}""")]
    [InlineData("""{"type":"ADDED","object":@}""" + "\r")]
    [InlineData("""  { "type" : "ADDED" , "object" : @ }  """)]
    [InlineData("""{"\u0074ype":"\u0041DDED","object":@}""")]
    [InlineData("""{"object":@,"type":"ADDED"}""")]
    [InlineData("""{"other":{"type":"DELETED"},"type":"ADDED","object":@}""")]
    [InlineData("""{"type":"ADDED","object":@,"other":[{}]}""")]
    [InlineData("""{"type":"ADDED","other":{},"object":@}""")]
    public void The_object_is_found_wherever_it_is(string line)
    {
        var read = Parse(line.Replace("@", Map, StringComparison.Ordinal));
        var map = Assert.IsType<WatchEvent<V1ConfigMap>.Added>(read).Object;
        Assert.Equal("7", map.Metadata.ResourceVersion);
        Assert.Equal(new Dictionary<string, string> { ["object"] = "}", ["type"] = "ADDED" }, map.Data);
    }

    [Fact]
    public void Each_type_is_its_event()
    {
        Assert.IsType<WatchEvent<V1ConfigMap>.Modified>(Parse($$"""{"type":"MODIFIED","object":{{Map}}}"""));
        Assert.IsType<WatchEvent<V1ConfigMap>.Deleted>(Parse($$"""{"type":"DELETED","object":{{Map}}}"""));
        Assert.IsType<WatchEvent<V1ConfigMap>.Bookmark>(Parse($$"""{"type":"BOOKMARK","object":{{Map}}}"""));
        Assert.IsType<WatchEvent<V1ConfigMap>.Error>(Parse("""{"type":"ERROR","object":{"code":410}}"""));
    }

    [Theory]
    [InlineData("""{"type":"ADDED","object":{"metadata":{"name":"a","namespace":"b"},"data":7}}""")]
    [InlineData("""{"type":"DELETED","object":{"metadata":{"name":"a","namespace":"b"},"data":7},"other":1}""")]
    public void An_object_that_does_not_fit_is_named(string line) =>
        Assert.Equal(
            new ObjectKey("b", "a"),
            Assert.IsType<WatchEvent<V1ConfigMap>.Unreadable>(Parse(line)).Object.Key
        );

    [Theory]
    [InlineData("""{"type":"ADDED","object":{"metadata":{}}""")]
    [InlineData("""{"type":"ADDED","object":{"metadata":}}""")]
    [InlineData("""{"type":"ADDED","object":}""")]
    [InlineData("""{"type":"ADDED","object"}""")]
    [InlineData("""{"type":"ADDED"}""")]
    [InlineData("""{"type":"GONE","object":{}}""")]
    [InlineData("""{"object":{}}""")]
    [InlineData("""{"type":"ADDED","object":{}""")]
    [InlineData("{}")]
    [InlineData("}")]
    [InlineData("ADDED")]
    public void A_line_that_is_no_event_is_an_error_of_the_watch(string line) =>
        Assert.ThrowsAny<JsonException>(() => Parse(line));

    private static WatchEvent<V1ConfigMap> Parse(string line) =>
        WatchLine.Parse(Encoding.UTF8.GetBytes(line), CoreResources.ConfigMaps);
}
