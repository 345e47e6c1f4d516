using ImageForge.Api.Yaml;
using Xunit;

namespace ImageForge.Api.Tests.Yaml;

public sealed class YamlReaderTests
{
    [Theory]
    [InlineData("a: 1", """{"a":1}""")]
    [InlineData("a: \"1\"", """{"a":"1"}""")]
    [InlineData("a: '-0.8'", """{"a":"-0.8"}""")]
    [InlineData("a: -0.8", """{"a":-0.8}""")]
    [InlineData("a: yes", """{"a":true}""")]
    [InlineData("a: off", """{"a":false}""")]
    [InlineData("a: ~", """{"a":null}""")]
    [InlineData("a: 0x1F", """{"a":31}""")]
    [InlineData("a: 0o17", """{"a":15}""")]
    [InlineData("a: 017", """{"a":15}""")]
    [InlineData("a: 1e3", """{"a":1000}""")]
    [InlineData("a: 10%", """{"a":"10%"}""")]
    [InlineData("a: 12:30", """{"a":"12:30"}""")]
    [InlineData("a: 1.2.3", """{"a":"1.2.3"}""")]
    [InlineData("a: |\n  one\n  two\n", """{"a":"one\ntwo\n"}""")]
    [InlineData("x: &x {p: 1}\ny: {<<: *x, q: 2}", """{"x":{"p":1},"y":{"q":2,"p":1}}""")]
    [InlineData("{\"a\": [1, {\"b\": null}]}", """{"a":[1,{"b":null}]}""")]
    public void Values_have_the_types_that_kubectl_gives_them(string yaml, string json) =>
        Assert.Equal(json, YamlReader.Read(yaml).Single().Value!.ToJsonString());

    [Fact]
    public void Documents_are_separate_and_empty_ones_left_out() =>
        Assert.Equal(
            ["1", "2"],
            YamlReader.Read("---\na: 1\n---\n# nothing\n---\na: 2\n").Select(d => d.Value!["a"]!.ToJsonString())
        );

    [Theory]
    [InlineData("a: [1,\nb: 2", 2, 1)]
    [InlineData("a: 1\n b: 2", 2, 3)]
    [InlineData("a: 1\na: 2", 2, 1)]
    [InlineData("a: *nope", 1, 4)]
    [InlineData("? [1]\n: 2", 1, 3)]
    public void What_is_broken_is_named_with_its_line_and_column(string yaml, long line, long column)
    {
        var error = Assert.Throws<YamlFormatException>(() => YamlReader.Read(yaml));
        Assert.Equal(new YamlPosition(line, column), error.Position);
        Assert.DoesNotContain("Line:", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_field_is_found_by_its_path_and_an_absent_one_by_its_parent()
    {
        var document = YamlReader.Read("spec:\n  signals:\n  - tag: rain\n    score: 2\n").Single();
        Assert.Equal(new YamlPosition(4, 5), document.PositionOf("spec.signals[0].score"));
        Assert.Equal(new YamlPosition(2, 3), document.PositionOf("spec.signals[7].score"));
        Assert.Equal(new YamlPosition(1, 1), document.PositionOf("status.x"));
    }

    [Fact]
    public void Aliases_that_would_grow_without_bound_are_refused()
    {
        var lines = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n";
        for (var i = 1; i < 10; i++)
        {
            lines += $"a{i}: &a{i} [{string.Join(", ", Enumerable.Repeat($"*a{i - 1}", 10))}]\n";
        }

        Assert.Contains(
            "too large",
            Assert.Throws<YamlFormatException>(() => YamlReader.Read(lines)).Message,
            StringComparison.Ordinal
        );
    }
}
