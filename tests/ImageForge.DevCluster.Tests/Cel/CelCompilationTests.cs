using System.Text;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using ImageForge.DevCluster.Cel;
using ImageForge.DevCluster.Schema;
using Xunit;

namespace ImageForge.DevCluster.Tests.Cel;

public class CelCompilationTests
{
    private const string Schema = """
        {"type":"object","properties":{
          "name":{"type":"string"},"n":{"type":"integer"},"f":{"type":"number"},"on":{"type":"boolean"},
          "when":{"type":"string","format":"date-time"},"any":{"x-kubernetes-int-or-string":true},
          "seed":{"type":"integer","nullable":true},
          "free":{"x-kubernetes-preserve-unknown-fields":true},
          "namespace":{"type":"string"},"a-b":{"type":"string"},
          "tags":{"type":"array","items":{"type":"string"},"x-kubernetes-list-type":"set"},
          "params":{"type":"object","additionalProperties":{"type":"integer"}}}}
        """;

    [Theory]
    [InlineData("self.nope == 1", "ERROR: <input>:1:5: undefined field 'nope'\n | self.nope == 1\n | ....^")]
    [InlineData(
        "other == 1",
        "ERROR: <input>:1:1: undeclared reference to 'other' (in container '')\n | other == 1\n | ^"
    )]
    [InlineData("self.n == 'x'", "found no matching overload for '_==_' applied to '(int, string)'")]
    [InlineData("self.n + 1.5 > 0.0", "found no matching overload for '_+_' applied to '(int, double)'")]
    [InlineData("self.name.startsWith(1)", "found no matching overload for 'startsWith' applied to 'string.(int)'")]
    [InlineData("self.name.frobnicate()", "undeclared reference to 'frobnicate' (in container '')")]
    [InlineData("isURL(self.name)", "undeclared reference to 'isURL' (in container '')")]
    [InlineData("self.tags.all(i, t, t == '')", "undeclared reference to 'all' (in container '')")]
    [InlineData("self.?name == 'x'", "Syntax error")]
    [InlineData("self.name && true", "expected type 'bool' but found 'string'")]
    [InlineData("self.n.all(x, true)", "expression of type 'int' cannot be range of a comprehension")]
    [InlineData("self.free == 1", "undefined field 'free'")]
    [InlineData("self.namespace == ''", "undefined field 'namespace'")]
    [InlineData("self.name ? 1 : 2", "expected type 'bool' but found 'string'")]
    [InlineData("has(self)", "invalid argument to has() macro")]
    [InlineData("self.tags.all(1, true)", "argument must be a simple name")]
    [InlineData("self.n ==", "Syntax error")]
    [InlineData("(self.n", "Syntax error")]
    [InlineData("self.n == 1 1", "Syntax error")]
    [InlineData("'open", "unterminated string literal")]
    [InlineData("99999999999999999999", "invalid int literal")]
    [InlineData("self.n # 1", "token recognition error")]
    [InlineData("for == 1", "reserved identifier: for")]
    [InlineData("", "Syntax error")]
    public void Refuses(string expression, string part)
    {
        var error = Assert.Throws<CelSyntaxError>(() => Compile(expression));
        Assert.Contains(part, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("self.n == 1")]
    [InlineData("self.n < self.f")]
    [InlineData("self.seed == null || self.seed > 0")]
    [InlineData("self.any == 5 || self.any == '50%'")]
    [InlineData("self.__namespace__ == '' && self.a__dash__b == ''")]
    [InlineData("self.when < timestamp('2026-01-01T00:00:00Z')")]
    [InlineData("self.params.all(k, self.params[k] > 0)")]
    [InlineData("self.tags.exists(t, t.startsWith('x'))")]
    [InlineData("self.metadata.name.size() <= 63 && self.kind == 'X'")]
    [InlineData("self.tags == oldSelf.tags")]
    public void Accepts(string expression) => Assert.Equal(CelType.Bool, Compile(expression).ResultType);

    [Theory]
    [InlineData("self.__namespace__ + self.a__dash__b", "\"xy\"")]
    [InlineData("string(self.when)", "\"2026-01-02T03:04:05Z\"")]
    [InlineData("self.f / 2.0", "1.5")]
    [InlineData("self.metadata.name", "\"job\"")]
    [InlineData("self.tags == ['b', 'a']", "true")]
    [InlineData("self.tags + ['b', 'c']", "[\"a\",\"b\",\"c\"]")]
    [InlineData("has(self.name)", "false")]
    public void The_schema_gives_values_their_types(string expression, string expected)
    {
        var schema = StructuralSchema.Parse(JsonNode.Parse(Schema)!.AsObject());
        var self = JsonNode.Parse(
            """
            {"metadata":{"name":"job"},"n":1,"f":3,"when":"2026-01-02T03:04:05Z","namespace":"x","a-b":"y","tags":["a","b"]}
            """
        );
        var budget = CelEvaluator.DefaultBudget;
        var value = Compile(expression).Evaluate(CelJson.ToValue(self, schema, isResource: true), null, ref budget);
        Assert.Equal(expected, CelJson.ToJson(value)?.ToJsonString());
    }

    [Fact]
    public void Random_tokens_never_crash_the_compiler_or_the_evaluator()
    {
        string[] tokens =
        [
            "self",
            "oldSelf",
            ".",
            "(",
            ")",
            "[",
            "]",
            "{",
            "}",
            ",",
            ":",
            "?",
            "+",
            "-",
            "*",
            "/",
            "%",
            "!",
            "<",
            "<=",
            "==",
            "!=",
            "&&",
            "||",
            "in",
            "1",
            "-1",
            "0x1",
            "2u",
            "1.5",
            "'a'",
            "\"b\"",
            "r'c'",
            "b'd'",
            "true",
            "null",
            "has",
            "all",
            "map",
            "filter",
            "exists",
            "size",
            "x",
            "n",
            "matches",
            "int",
            "string",
            "'''",
            "for",
            "\\",
            "é",
            "//",
            "9999999999999999999999",
            "_",
            "$",
        ];
        var word = Gen.Elements(tokens);
        var text = Gen.Choose(0, 40).SelectMany(count => word.ListOf(count)).Select(words => string.Join(' ', words));
        var self = JsonNode.Parse("""{"n":1,"x":["a"],"map":{"a":null}}""");
        var property = Prop.ForAll(
            text.ToArbitrary(),
            expression =>
            {
                try
                {
                    CelProgram.Compile(expression).Evaluate(self, null);
                }
                catch (CelSyntaxError e)
                {
                    return e.Message.StartsWith("ERROR: <input>:", StringComparison.Ordinal);
                }
                return true;
            }
        );
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(5000).WithReplay(20261121, 7), property);
    }

    [Theory]
    [InlineData("(", "1", ")")]
    [InlineData("!", "true", "")]
    [InlineData("[", "1", "]")]
    [InlineData("-", "self", "")]
    [InlineData("1+", "1", "")]
    [InlineData("true&&", "true", "")]
    [InlineData("true?1:", "1", "")]
    public void Deep_nesting_is_refused_or_evaluated_but_never_overflows(string before, string core, string after)
    {
        var text = new StringBuilder();
        text.Insert(0, before, 20_000).Append(core);
        for (var i = 0; i < 20_000; i++)
        {
            text.Append(after);
        }
        try
        {
            CelProgram.Compile(text.ToString()).Evaluate(true, null);
        }
        catch (CelSyntaxError e)
        {
            Assert.Contains("limit exceeded", e.Message, StringComparison.Ordinal);
        }
    }

    private static CelProgram Compile(string expression)
    {
        var schema = StructuralSchema.Parse(JsonNode.Parse(Schema)!.AsObject());
        return CelProgram.Compile(expression, CelSchemaTypes.Of(schema, isResource: true)!);
    }
}
