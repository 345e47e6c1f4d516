using System.Text;
using System.Text.Json.Nodes;
using Xunit;

namespace ImageForge.Contracts.Tests;

public sealed class CanonicalJsonTests
{
    [Theory]
    [InlineData("null", "null")]
    [InlineData(" [ 1 , null , true ] ", "[1,null,true]")]
    [InlineData("{\"b\": 1, \"a\": {\"z\": [], \"A\": \"ü\\n\"}}", "{\"a\":{\"A\":\"ü\\n\",\"z\":[]},\"b\":1}")]
    [InlineData("{\"b\": null, \"a\": 0.30}", "{\"a\":0.30}")]
    public void Keys_are_sorted_and_spaces_and_nulls_left_out(string json, string canonical) =>
        Assert.Equal(canonical, Encoding.UTF8.GetString(CanonicalJson.Write(JsonNode.Parse(json))));
}
