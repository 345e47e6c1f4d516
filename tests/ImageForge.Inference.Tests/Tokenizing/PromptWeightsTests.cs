using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using ImageForge.Inference.Tokenizing;
using Xunit;

namespace ImageForge.Inference.Tests.Tokenizing;

public sealed class PromptWeightsTests
{
    [Theory]
    [InlineData("a cat", "a cat=1")]
    [InlineData("", "=1")]
    [InlineData("()", "=1")]
    [InlineData("a (red) cat", "a =1|red=1.1| cat=1")]
    [InlineData("a ((red)) cat", "a =1|red=1.21| cat=1")]
    [InlineData("a [red] cat", "a =1|red=0.9091| cat=1")]
    [InlineData("a [[red]] cat", "a =1|red=0.8264| cat=1")]
    [InlineData("(red:1.3)", "red=1.3")]
    [InlineData("(red : 1.3 )", "red =1.3")]
    [InlineData("(red:.5)", "red=0.5")]
    [InlineData("(red:-1)", "red=-1")]
    [InlineData("(red:+1.5)", "red=1.5")]
    [InlineData("(red:0)", "red=0")]
    [InlineData("(a (b:2) c:1.5)", "a =1.5|b=3| c=1.5")]
    [InlineData("([red])", "red=1")]
    [InlineData(@"a \(red\) cat", "a (red) cat=1")]
    [InlineData(@"\[a\] \\ b", @"[a] \ b=1")]
    [InlineData(@"(a\):1.5)", "a)=1.5")]
    [InlineData(@"c:\path", @"c:\path=1")]
    [InlineData("(unclosed", "(unclosed=1")]
    [InlineData("[unclosed", "[unclosed=1")]
    [InlineData("a (b (c)", "a (b =1|c=1.1")]
    [InlineData("unopened)", "unopened)=1")]
    [InlineData("unopened]", "unopened]=1")]
    [InlineData("unopened:1.5)", "unopened:1.5)=1")]
    [InlineData("(red:)", "red:=1.1")]
    [InlineData("(red:much)", "red:much=1.1")]
    [InlineData("(red:1.2.3)", "red:1.2.3=1.1")]
    [InlineData("(red:1e5)", "red:1e5=1.1")]
    [InlineData("at 10:30, (red)", "at 10:30, =1|red=1.1")]
    [InlineData("(a:1)(b:1)", "ab=1")]
    [InlineData("(a:1e)", "a:1e=1.1")]
    [InlineData("(a:1000)", "a=100")]
    [InlineData("(a:-1000)", "a=-100")]
    [InlineData(
        "(masterpiece:1.2), ((best quality)), [lowres], <lora:foo:0.8>",
        "masterpiece=1.2|, =1|best quality=1.21|, =1|lowres=0.9091|, <lora:foo:0.8>=1"
    )]
    public void Notation_is_read_as_the_web_uis_read_it(string prompt, string expected) =>
        Assert.Equal(expected, Describe(prompt));

    [Fact]
    public void Parentheses_and_brackets_may_cross() =>
        Assert.Equal("a =1.1|b=1| c=0.9091|d=1", Describe("(a [b) c]d"));

    [Fact]
    public void Numbers_without_end_are_text() =>
        Assert.Equal($"a:{new string('9', 400)}=1.1", Describe($"(a:{new string('9', 400)})"));

    [Fact]
    public void Depth_and_length_take_no_more_than_their_share()
    {
        const int Depth = 300_000;
        string deep = new string('(', Depth) + "x" + new string(')', Depth);
        Assert.Equal([new WeightedText("x", 100)], PromptWeights.Parse(deep));
        Assert.Equal([new WeightedText(new string('[', Depth), 1)], PromptWeights.Parse(new string('[', Depth)));
        string beside = string.Concat(Enumerable.Repeat("(a:1)", Depth));
        Assert.Equal([new WeightedText(new string('a', Depth), 1)], PromptWeights.Parse(beside));
        Assert.Single(PromptWeights.Parse(new string(':', Depth) + new string(' ', Depth)));
    }

    [Fact]
    public void Text_without_notation_comes_back() =>
        Prop.ForAll(
                Gen.ArrayOf(Gen.Elements("a", " ", ":", "1.2", "é", "<", "|", ",", "\\", "'")).ToArbitrary(),
                parts =>
                {
                    string prompt = string.Concat(parts);
                    return PromptWeights.Parse(prompt.Replace(@"\", @"\\", StringComparison.Ordinal))
                            is [{ Weight: 1 } only]
                        && only.Text == prompt;
                }
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Anything_is_read_and_nothing_is_added() =>
        Prop.ForAll(
                Gen.ArrayOf(Gen.Elements("a", "(", ")", "[", "]", ":", "1.2", "\\", " ", ":1.5)")).ToArbitrary(),
                parts =>
                {
                    string prompt = string.Concat(parts);
                    IReadOnlyList<WeightedText> texts = PromptWeights.Parse(prompt);
                    return texts.Count > 0
                        && texts.Sum(t => t.Text.Length) <= prompt.Length
                        && texts.All(t => float.IsFinite(t.Weight))
                        && string.Concat(texts.Select(t => t.Text)).Count(c => c == 'a') == prompt.Count(c => c == 'a');
                }
            )
            .QuickCheckThrowOnFailure();

    private static string Describe(string prompt) =>
        string.Join(
            '|',
            PromptWeights
                .Parse(prompt)
                .Select(t => $"{t.Text}={Math.Round(t.Weight, 4).ToString(CultureInfo.InvariantCulture)}")
        );
}
