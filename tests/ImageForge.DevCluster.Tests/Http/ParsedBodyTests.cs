using System.Text;
using ImageForge.Api.Yaml;
using ImageForge.DevCluster.Http;
using Xunit;

namespace ImageForge.DevCluster.Tests.Http;

public sealed class ParsedBodyTests
{
    [Theory]
    [InlineData("""{"a":1.0,"b":1e3,"c":-0.5,"d":9007199254740993,"e":[null,true,{}],"f":"yes","g":"1"}""")]
    [InlineData("""{"a":"\u0027<\ud83d\ude00","b":"é"}""")]
    [InlineData("{a: 1, b: yes, c: [x, 0x10]}")]
    public void JSON_means_what_it_means_as_YAML(string text)
    {
        var body = ParsedBody.FromYaml(Encoding.UTF8.GetBytes(text));

        Assert.Equal(YamlReader.Read(text)[0].Value!.ToJsonString(), body.Value!.ToJsonString());
        Assert.Empty(body.Duplicates);
    }

    [Fact]
    public void Duplicates_of_JSON_are_told_by_line()
    {
        var body = ParsedBody.FromYaml("{\"a\":1,\n\"a\":2}"u8.ToArray());

        Assert.Equal("""{"a":2}""", body.Value!.ToJsonString());
        Assert.Equal(["a"], body.Duplicates);
        Assert.Equal(["line 2: key \"a\" already set in map"], body.YamlDuplicates);
    }

    [Theory]
    [InlineData("{\"a\": [1}")]
    [InlineData("{\"a\":\"\\ud800\"}")]
    public void What_is_neither_JSON_nor_YAML_is_refused_with_its_line(string text) =>
        Assert.StartsWith(
            "error converting YAML to JSON: yaml: line ",
            Assert.Throws<FormatException>(() => ParsedBody.FromYaml(Encoding.UTF8.GetBytes(text))).Message,
            StringComparison.Ordinal
        );
}
