using ImageForge.Planning.Publish;
using Xunit;

namespace ImageForge.Planning.Tests.Publish;

public class KeyTemplateTests
{
    private static readonly Dictionary<string, string> Values = new()
    {
        ["namespace"] = "studio",
        ["job"] = "night",
        ["variant"] = "0",
        ["ext"] = "png",
    };

    [Theory]
    [InlineData("{namespace}/{job}/{variant}.{ext}", "studio/night/0.png")]
    [InlineData("plain.png", "plain.png")]
    [InlineData("ünï/{job}.png", "ünï/night.png")]
    public void Placeholders_are_replaced(string template, string key) =>
        Assert.Equal((key, null), KeyTemplate.Expand(template, Values));

    [Theory]
    [InlineData("{nope}.png", "unknown placeholder {nope}")]
    [InlineData("{}.png", "unknown placeholder {}")]
    [InlineData("{job.png", "unclosed '{'")]
    [InlineData("job}.png", "unmatched '}'")]
    [InlineData("", "empty")]
    [InlineData("/a.png", "empty, '.' or '..'")]
    [InlineData("a//b.png", "empty, '.' or '..'")]
    [InlineData("a/../b.png", "empty, '.' or '..'")]
    [InlineData("a/./b.png", "empty, '.' or '..'")]
    [InlineData("a/", "empty, '.' or '..'")]
    [InlineData("a\\b.png", "backslash")]
    [InlineData("a\nb.png", "control character")]
    [InlineData(".imageforge/runs/x.png", "starts with the reserved prefix '.imageforge/'")]
    public void Bad_templates_say_what_is_wrong(string template, string problem)
    {
        var (key, found) = KeyTemplate.Expand(template, Values);
        Assert.Null(key);
        Assert.Contains(problem, found, StringComparison.Ordinal);
    }

    [Fact]
    public void Too_long_keys_are_refused() =>
        Assert.Contains("1024", KeyTemplate.Expand(new string('ü', 513), Values).Problem, StringComparison.Ordinal);
}
