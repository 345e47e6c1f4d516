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
    [InlineData("a: 1\nspec:\n  x: 1\n  c:\n\tb: 1\n", 5, 1)]
    [InlineData("a: 1\nspec:\n  x: 1\t\n  c: z\n\tb: 1\n", 5, 1)]
    [InlineData("a:\n  b:\n  \tc: 1\n", 3, 3)]
    [InlineData("a:\n\t- x\n", 2, 1)]
    [InlineData("t: |\n  x\n  \ty\na:\n\tb: 1\n", 5, 1)]
    [InlineData("a: |\n\tx\n", 2, 1)]
    public void What_is_broken_is_named_with_its_line_and_column(string yaml, long line, long column)
    {
        var error = Assert.Throws<YamlFormatException>(() => YamlReader.Read(yaml));
        Assert.Equal(new YamlPosition(line, column), error.Position);
        Assert.DoesNotContain("Line:", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_value_that_is_missing_is_no_crash() =>
        Assert.Throws<YamlFormatException>(() => YamlReader.Read("\0\0\0\0\0\0:\0\0\0\uFFFD"));

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

    [Fact]
    public void Key_that_stands_twice_is_refused_or_counts_last()
    {
        const string Text = "spec:\n  size: {width: 1, width: 2}\n  seed: 3\n  seed: 4\n";
        Assert.Contains(
            "\"width\"",
            Assert.Throws<YamlFormatException>(() => YamlReader.Read(Text)).Message,
            StringComparison.Ordinal
        );
        var document = YamlReader.Read(Text, new YamlReaderOptions { LastKeyCounts = true }).Single();
        Assert.Equal("""{"spec":{"size":{"width":2},"seed":4}}""", document.Value!.ToJsonString());
        Assert.Equal(
            [new("spec.size.width", "width", new(2, 20)), new YamlDuplicate("spec.seed", "seed", new(4, 3))],
            document.Duplicates
        );
    }

    [Fact]
    public void Scalars_are_typed_or_stay_text()
    {
        const string Text = "token: 0123\nuser: yes\nempty:\nquoted: 'null'\n";
        Assert.Equal(
            """{"token":83,"user":true,"empty":null,"quoted":"null"}""",
            YamlReader.Read(Text).Single().Value!.ToJsonString()
        );
        Assert.Equal(
            """{"token":"0123","user":"yes","empty":null,"quoted":"null"}""",
            YamlReader.Read(Text, new YamlReaderOptions { ScalarsAreText = true }).Single().Value!.ToJsonString()
        );
    }

    [Fact]
    public void Quoted_merge_key_is_a_key_like_any_other() =>
        Assert.Equal("""{"\u003C\u003C":"a"}""", YamlReader.Read("\"<<\": a").Single().Value!.ToJsonString());

    [Fact]
    public void Number_beyond_all_numbers_stays_text() =>
        Assert.Equal("""{"a":"1e999"}""", YamlReader.Read("a: 1e999").Single().Value!.ToJsonString());

    [Fact]
    public void Text_without_aliases_may_be_as_long_as_it_is() =>
        Assert.Equal(
            300_000,
            YamlReader.Read($"[{string.Join(',', Enumerable.Repeat("1", 300_000))}]").Single().Value!.AsArray().Count
        );

    [Fact]
    public void Number_can_be_read_as_every_type_that_holds_it()
    {
        var value = YamlReader.Read("5").Single().Value!;
        Assert.Equal((5, 5L, 5.0), (value.GetValue<int>(), value.GetValue<long>(), value.GetValue<double>()));
    }
}
