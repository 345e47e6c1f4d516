using System.Text.Json.Nodes;
using ImageForge.DevCluster.Crds;
using ImageForge.DevCluster.Tests.Schema;
using Xunit;

namespace ImageForge.DevCluster.Tests.Crds;

public class DefinitionValidatorTests
{
    [Theory]
    [InlineData("CRD refused: schema not structural (a field without type)")]
    [InlineData("CRD refused: name is not plural.group")]
    [InlineData("CRD refused: CEL rule does not compile")]
    [InlineData("CRD refused: default does not validate")]
    [InlineData("CRD refused: CEL messageExpression cost over budget (string(int) has no bound)")]
    public void Refuses_as_recorded(string name)
    {
        var exchange = GoldenCluster.Exchanges("01-crd-lifecycle.json").Single(entry => (string?)entry["name"] == name);
        var definition = exchange["request"]!["body"]!.AsObject();
        var expected = exchange["response"]!["body"]!["details"]!["causes"]!.AsArray();
        Assert.Equal(
            expected.Select(cause => $"{cause!["reason"]} {cause["field"]}: {cause["message"]}"),
            DefinitionValidator
                .Validate(definition, null)
                .Select(error => $"{error.Reason} {error.Field}: {error.Message}")
        );
    }

    [Fact]
    public void Accepts_the_recorded_definition() =>
        Assert.Empty(DefinitionValidator.Validate(GoldenCluster.Definition(), null));

    [Fact]
    public void Accepts_the_definitions_of_this_project()
    {
        var files = Directory.GetFiles(System.IO.Path.Combine(Root(), "crds"), "imageforge.dev_*.yaml");
        Assert.NotEmpty(files);
        foreach (var file in files)
        {
            var definition = GoldenCluster.Yaml(File.ReadAllText(file));
            var errors = DefinitionValidator.Validate(definition, null);
            Assert.True(errors.Count == 0, $"{file}: {string.Join('\n', errors)}");
        }
    }

    [Theory]
    [InlineData(
        "group",
        "\"nodots\"",
        "spec.group: Invalid value: \"nodots\": should be a domain with at least one dot"
    )]
    [InlineData(
        "scope",
        "\"Global\"",
        "spec.scope: Unsupported value: \"Global\": supported values: \"Cluster\", \"Namespaced\""
    )]
    [InlineData("scope", "null", "spec.scope: Required value")]
    [InlineData("versions", "[]", "spec.versions: Required value: must have at least one version")]
    [InlineData(
        "versions.0.storage",
        "false",
        "spec.versions: Invalid value: must have exactly one version marked as storage version"
    )]
    [InlineData(
        "versions.0.schema",
        "null",
        "spec.versions[0].schema.openAPIV3Schema: Required value: schemas are required"
    )]
    [InlineData("names.kind", "\"\"", "spec.names.kind: Required value")]
    [InlineData(
        "names.listKind",
        "\"GenerationJob\"",
        "spec.names.listKind: Invalid value: \"GenerationJob\": kind and listKind may not be the same"
    )]
    [InlineData(
        "versions.0.additionalPrinterColumns.0.type",
        "\"text\"",
        "spec.additionalPrinterColumns[0].type: Invalid value: \"text\": must be one of boolean,date,integer,number,string"
    )]
    public void Refuses_a_bad_spec(string path, string json, string expected) =>
        Assert.Contains(expected, Errors(definition => Set(definition["spec"]!, path, json)));

    [Theory]
    [InlineData("{\"type\":\"string\"}", ".type: Invalid value: \"string\": must be object at the root")]
    [InlineData("{}", ".type: Required value: must not be empty at the root")]
    [InlineData("{\"type\":5}", ".type: Invalid value: 5: must be a string")]
    [InlineData("{\"type\":\"object\",\"$ref\":\"#/x\"}", ".$ref: Forbidden: $ref is not supported")]
    [InlineData(
        "{\"type\":\"object\",\"additionalProperties\":{\"type\":\"string\"}}",
        ".additionalProperties: Forbidden: must not be used at the root"
    )]
    [InlineData(
        "{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"array\"}}}",
        ".properties[a].items: Required value: must be specified"
    )]
    [InlineData(
        "{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"array\",\"items\":{}}}}",
        ".properties[a].items.type: Required value: must not be empty for specified array items"
    )]
    [InlineData(
        "{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"text\"}}}",
        ".properties[a].type: Unsupported value: \"text\": supported values: \"array\", \"boolean\", \"integer\", \"number\", \"object\", \"string\""
    )]
    [InlineData(
        "{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"string\",\"anyOf\":[{\"type\":\"string\"}]}}}",
        ".properties[a].anyOf[0].type: Forbidden: must be empty to be structural"
    )]
    [InlineData(
        "{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"array\",\"x-kubernetes-list-type\":\"map\",\"x-kubernetes-list-map-keys\":[\"k\"],\"items\":{\"type\":\"object\",\"properties\":{\"k\":{\"type\":\"string\"}}}}}}",
        ".properties[a].items.properties[k].default: Required value: this property is in x-kubernetes-list-map-keys, so it must have a default or be a required property"
    )]
    [InlineData(
        "{\"type\":\"object\",\"properties\":{\"metadata\":{\"type\":\"object\",\"properties\":{\"labels\":{\"type\":\"object\"}}}}}",
        ".properties[metadata]: Forbidden: must not specify anything other than name and generateName, but metadata is implicitly specified"
    )]
    [InlineData(
        "{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"object\",\"default\":{\"b\":1}}}}",
        ".properties[a].default: Invalid value: {\"b\":1}: must not have unknown fields"
    )]
    [InlineData(
        "{\"type\":\"object\",\"x-kubernetes-validations\":[{\"rule\":\"1\"}]}",
        ".x-kubernetes-validations[0].rule: Invalid value: {\"Rule\":\"1\",\"Message\":\"\",\"MessageExpression\":\"\",\"Reason\":null,\"FieldPath\":\"\",\"OptionalOldSelf\":null}: cel expression must evaluate to a bool"
    )]
    [InlineData(
        "{\"type\":\"object\",\"x-kubernetes-validations\":[{\"rule\":\"self == oldSelf\",\"optionalOldSelf\":true}]}",
        ".x-kubernetes-validations[0].optionalOldSelf: Forbidden: not supported by the development cluster"
    )]
    [InlineData(
        "{\"type\":\"object\",\"x-kubernetes-validations\":[{\"rule\":\"true\",\"fieldPath\":\".nope\"}]}",
        ".x-kubernetes-validations[0].fieldPath: Invalid value: \".nope\": fieldPath must be a valid path: does not refer to a valid field"
    )]
    [InlineData(
        "{\"type\":\"object\",\"x-kubernetes-validations\":[{\"rule\":\"true\",\"reason\":\"Because\"}]}",
        ".x-kubernetes-validations[0].reason: Unsupported value: \"Because\": supported values: \"FieldValueRequired\", \"FieldValueInvalid\", \"FieldValueForbidden\", \"FieldValueDuplicate\""
    )]
    [InlineData(
        "{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"array\",\"items\":{\"type\":\"string\",\"x-kubernetes-validations\":[{\"rule\":\"self == oldSelf\"}]}}}}",
        ".properties[a].items.x-kubernetes-validations[0].rule: Invalid value: \"self == oldSelf\": oldSelf cannot be used on the uncorrelatable portion of the schema"
    )]
    public void Refuses_a_bad_schema(string schema, string expected) =>
        Assert.Contains(
            "spec.validation.openAPIV3Schema" + expected,
            Errors(definition => Set(definition["spec"]!, "versions.0.schema.openAPIV3Schema", schema))
        );

    [Theory]
    [InlineData(
        """{"type":"array","items":{"type":"string"},"x-kubernetes-validations":[{"rule":"self.all(a, self.exists_one(b, a == b))"}]}""",
        true
    )]
    [InlineData(
        """{"type":"array","maxItems":16,"items":{"type":"string","maxLength":64},"x-kubernetes-validations":[{"rule":"self.all(a, self.exists_one(b, a == b))"}]}""",
        false
    )]
    [InlineData(
        """{"type":"array","items":{"type":"string","maxLength":64,"x-kubernetes-validations":[{"rule":"self.matches('^[a-z]+$')"}]}}""",
        true
    )]
    [InlineData(
        """{"type":"array","maxItems":100,"items":{"type":"string","maxLength":64,"x-kubernetes-validations":[{"rule":"self.matches('^[a-z]+$')"}]}}""",
        false
    )]
    public void Rules_without_bounds_are_refused(string property, bool refused)
    {
        var schema = """{"type":"object","properties":{"a":PROPERTY}}""".Replace(
            "PROPERTY",
            property,
            StringComparison.Ordinal
        );
        var errors = Errors(definition => Set(definition["spec"]!, "versions.0.schema.openAPIV3Schema", schema));
        Assert.Equal(refused, errors.Exists(error => error.Contains("exceeds budget", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_bad_pattern_is_refused() =>
        Assert.Contains(
            Errors(definition =>
                Set(
                    definition["spec"]!,
                    "versions.0.schema.openAPIV3Schema",
                    """{"type":"object","properties":{"a":{"type":"string","pattern":"("}}}"""
                )
            ),
            error => error.Contains("error parsing regexp", StringComparison.Ordinal)
        );

    [Theory]
    [InlineData("scope", "\"Cluster\"", "spec.scope: Invalid value: \"Cluster\": field is immutable")]
    [InlineData("names.kind", "\"Other\"", "spec.names.kind: Invalid value: \"Other\": field is immutable")]
    [InlineData(
        "versions.0.name",
        "\"v1\"",
        "status.storedVersions[0]: Invalid value: \"v1alpha1\": must appear in spec.versions"
    )]
    public void Refuses_a_change_of_what_is_fixed(string path, string json, string expected)
    {
        var old = GoldenCluster.Definition();
        old["status"] = JsonNode.Parse(
            """{"storedVersions":["v1alpha1"],"conditions":[{"type":"Established","status":"True"}]}"""
        );
        Assert.Contains(expected, Errors(definition => Set(definition["spec"]!, path, json), old));
    }

    private static List<string> Errors(Action<JsonObject> change, JsonObject? old = null)
    {
        var definition = GoldenCluster.Definition();
        change(definition);
        return [.. DefinitionValidator.Validate(definition, old).Select(error => error.ToString())];
    }

    private static void Set(JsonNode node, string path, string json)
    {
        var keys = path.Split('.');
        foreach (var key in keys[..^1])
        {
            node = int.TryParse(key, out var index) ? node[index]! : node[key]!;
        }
        node[keys[^1]] = JsonNode.Parse(json);
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(System.IO.Path.Combine(folder.FullName, "ImageForge.sln")))
        {
            folder = folder.Parent;
        }
        return folder!.FullName;
    }
}
