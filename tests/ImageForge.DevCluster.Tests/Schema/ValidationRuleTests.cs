using System.Text.Json.Nodes;
using ImageForge.DevCluster.Schema;
using Xunit;

namespace ImageForge.DevCluster.Tests.Schema;

public class ValidationRuleTests
{
    [Fact]
    public void Rules_run_at_every_level_under_the_right_path()
    {
        var schema = Parse(
            """
            {"type":"object","properties":{"spec":{"type":"object","properties":{
              "list":{"type":"array","items":{"type":"integer","x-kubernetes-validations":[{"rule":"self > 0"}]}},
              "map":{"type":"object","additionalProperties":{"type":"integer","x-kubernetes-validations":[{"rule":"self > 0","message":"too small"}]}}
            }}}}
            """
        );
        var errors = schema.Validate(JsonNode.Parse("""{"spec":{"list":[1,0],"map":{"a b":-1}}}""")!, null);
        Assert.Equal(
            ["spec.list[1]: Invalid value: 0: failed rule: self > 0", "spec.map[a b]: Invalid value: -1: too small"],
            errors.Select(error => error.ToString())
        );
    }

    [Fact]
    public void The_root_knows_its_name()
    {
        var schema = Parse(
            """{"type":"object","x-kubernetes-validations":[{"rule":"self.metadata.name.size() <= 3","message":"name too long"}]}"""
        );
        Assert.Empty(schema.Validate(JsonNode.Parse("""{"metadata":{"name":"abc"}}""")!, null));
        var error = Assert.Single(schema.Validate(JsonNode.Parse("""{"metadata":{"name":"abcd"}}""")!, null));
        Assert.Equal("<nil>: Invalid value: name too long", error.ToString());
    }

    [Fact]
    public void A_rule_that_fails_to_evaluate_is_a_violation()
    {
        var schema = Parse(
            """
            {"type":"object","properties":{"n":{"type":"integer"},"any":{"x-kubernetes-int-or-string":true}},
             "x-kubernetes-validations":[{"rule":"self.n > 0"},{"rule":"self.any > 'a'","message":"any after a"}]}
            """
        );
        Assert.Equal(
            [
                "<nil>: Invalid value: no such key: n evaluating rule: self.n > 0",
                "<nil>: Invalid value: 'no such overload': call arguments did not match a supported operator, "
                    + "function or macro signature for rule: any after a",
            ],
            schema.Validate(JsonNode.Parse("""{"any":1}""")!, null).Select(error => error.ToString())
        );
    }

    [Fact]
    public void Rules_about_changes_apply_to_updates_and_find_their_counterpart()
    {
        var schema = Parse(
            """
            {"type":"object","properties":{
              "name":{"type":"string","x-kubernetes-validations":[{"rule":"self == oldSelf","message":"immutable"}]},
              "list":{"type":"array","x-kubernetes-list-type":"map","x-kubernetes-list-map-keys":["k"],
                "items":{"type":"object","properties":{"k":{"type":"string"},"v":{"type":"integer"}},
                  "x-kubernetes-validations":[{"rule":"self.v >= oldSelf.v","message":"never less"}]}},
              "loose":{"type":"array","items":{"type":"integer","x-kubernetes-validations":[{"rule":"self == oldSelf"}]}}}}
            """
        );
        var old = JsonNode.Parse("""{"name":"a","list":[{"k":"x","v":1},{"k":"y","v":5}],"loose":[1]}""")!;
        var value = JsonNode.Parse(
            """{"name":"b","list":[{"k":"y","v":4},{"k":"x","v":2},{"k":"z","v":0}],"loose":[2]}"""
        )!;
        Assert.Empty(schema.Validate(value, null));
        Assert.Equal(
            ["name: Invalid value: \"b\": immutable", "list[0]: Invalid value: never less"],
            schema.Validate(value, old).Select(error => error.ToString())
        );
    }

    [Fact]
    public void What_does_not_change_is_forgiven()
    {
        var schema = Parse(
            """
            {"type":"object","properties":{"a":{"type":"string","maxLength":2},
              "b":{"type":"integer","x-kubernetes-validations":[{"rule":"self > 5"}]},"c":{"type":"string"}}}
            """
        );
        var old = JsonNode.Parse("""{"a":"long","b":1,"c":"x"}""")!;
        Assert.Empty(schema.Validate(JsonNode.Parse("""{"a":"long","b":1,"c":"y"}""")!, old));
        Assert.Single(schema.Validate(JsonNode.Parse("""{"a":"long","b":2,"c":"y"}""")!, old));
    }

    [Theory]
    [InlineData("FieldValueRequired", "spec.a: Required value: m")]
    [InlineData("FieldValueForbidden", "spec.a: Forbidden: m")]
    [InlineData("FieldValueInvalid", "spec.a: Invalid value: m")]
    public void The_reason_of_a_rule_is_the_reason_of_the_cause(string reason, string expected)
    {
        var schema = Parse(
            """
            {"type":"object","properties":{"spec":{"type":"object","properties":{"a":{"type":"string"}},
              "x-kubernetes-validations":[{"rule":"has(self.a)","messageExpression":"'m'","fieldPath":".a","reason":"REASON"}]}}}
            """.Replace("REASON", reason, StringComparison.Ordinal)
        );
        var error = Assert.Single(schema.Validate(JsonNode.Parse("""{"spec":{}}""")!, null));
        Assert.Equal(expected, error.ToString());
    }

    private static StructuralSchema Parse(string json) => StructuralSchema.Parse(JsonNode.Parse(json)!.AsObject());
}
