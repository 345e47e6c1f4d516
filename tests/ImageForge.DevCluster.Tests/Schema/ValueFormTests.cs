using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ImageForge.DevCluster.Schema;
using Xunit;

namespace ImageForge.DevCluster.Tests.Schema;

public class ValueFormTests
{
    [Theory]
    [InlineData("512.5", "512.5")]
    [InlineData("512.0", "512")]
    [InlineData("1000000.0", "1e+06")]
    [InlineData("123456.75", "123456.75")]
    [InlineData("1234567.5", "1.2345675e+06")]
    [InlineData("0.0001", "0.0001")]
    [InlineData("0.00001", "1e-05")]
    [InlineData("-2.50", "-2.5")]
    [InlineData("1e300", "1e+300")]
    [InlineData("9007199254740993", "9007199254740993")]
    [InlineData("\"a\\\"b\\n\\u0001é\\u200b\"", "\"a\\\"b\\n\\x01é\\u200b\"")]
    [InlineData("{\"a\":\"<b> & 😀\"}", "{\"a\":\"\\u003cb\\u003e \\u0026 😀\"}")]
    [InlineData("\"😀 <\"", "\"😀 <\"")]
    [InlineData("true", "true")]
    [InlineData("null", "null")]
    [InlineData("{\"a\":[1,\"é\"]}", "{\"a\":[1,\"é\"]}")]
    public void Values_are_shown_as_the_server_shows_them(string json, string shown) =>
        Assert.Equal(shown, GoText.Value(JsonNode.Parse(json)));

    [Theory]
    [InlineData(@"^a$", "a\n", false)]
    [InlineData(@"^\d+$", "٣", false)]
    [InlineData(@"^\w+$", "é", false)]
    [InlineData(@"^[\w-]+$", "a-b", true)]
    [InlineData(@"^[[:alpha:]_]+$", "ab_", true)]
    [InlineData(@"^[^[:space:]]+$", "a b", false)]
    [InlineData(@"^(?P<x>a|b)+\.c$", "ab.c", true)]
    [InlineData(@"^[]a]+$", "]a", true)]
    [InlineData(@"^\Qa.b\E$", "a.b", true)]
    [InlineData(@"^\pL+$", "éa", true)]
    [InlineData(@"^([0-9]+(ms|s|m|h))+$", "1h30m", true)]
    public void Patterns_mean_what_they_mean_on_the_server(string pattern, string text, bool matches) =>
        Assert.Equal(matches, Checked(pattern).IsMatch(text));

    private static Regex Checked(string pattern)
    {
        Re2.Check(pattern);
        return Re2.Compile(pattern);
    }

    [Theory]
    [InlineData(@"(a)\1")]
    [InlineData(@"a(?=b)")]
    [InlineData("(?>a)b")]
    [InlineData(@"(?<x>a)\k<x>")]
    [InlineData(@"\Ga")]
    [InlineData(@"(\Q\E?=x)")]
    [InlineData("(")]
    public void Patterns_that_the_server_refuses_are_refused(string pattern)
    {
        Assert.Throws<PatternException>(() => Re2.Compile(pattern));
        Assert.Throws<PatternException>(() => Re2.Check(pattern));
    }

    [Theory]
    [InlineData("date-time", "2026-01-02T03:04:05Z", true)]
    [InlineData("date-time", "2026-01-02T03:04:05.123+01:00", true)]
    [InlineData("date-time", "2026-13-02T03:04:05Z", false)]
    [InlineData("date", "2026-01-02", true)]
    [InlineData("date", "2026-1-2", false)]
    [InlineData("duration", "1h30m", true)]
    [InlineData("uuid", "11111111-1111-1111-1111-111111111111", true)]
    [InlineData("ipv4", "1.2.3", false)]
    [InlineData("byte", "aGk=", true)]
    [InlineData("byte", "a", false)]
    [InlineData("made-up", "anything", true)]
    public void Formats(string format, string text, bool matches) =>
        Assert.Equal(matches, StringFormats.Matches(format, text));
}
