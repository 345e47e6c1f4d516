using System.Text;
using System.Text.Json.Nodes;
using ImageForge.DevCluster.Schema;
using Xunit;

namespace ImageForge.DevCluster.Tests.Schema;

public class FieldValidationTests
{
    [Fact]
    public void Refusal_of_unknown_and_duplicate_fields_is_worded_as_recorded()
    {
        var schema = GoldenCluster.JobSchema();
        var looked = 0;
        foreach (var exchange in GoldenCluster.Exchanges("04-create.json"))
        {
            var path = (string)exchange["request"]!["path"]!;
            var message = (string?)(exchange["response"]!["body"] as JsonObject)?["message"] ?? "";
            var custom = path.Contains("/generationjobs", StringComparison.Ordinal);
            if (!custom || !message.Contains("strict decoding", StringComparison.Ordinal))
            {
                continue;
            }
            if (message.Contains("metadata.weird", StringComparison.Ordinal))
            {
                continue;
            }
            var body = exchange["request"]!["body"];
            var text = body?.ToJsonString() ?? (string)exchange["request"]!["bodyText"]!;
            Assert.Equal(message, Refusal(schema, text));
            looked++;
        }
        Assert.Equal(2, looked);
    }

    [Fact]
    public void A_warning_header_quotes_the_finding() =>
        Assert.Equal(
            "299 - \"unknown field \\\"spec.bogus\\\"\"",
            StrictDecoding.Warning(StrictDecoding.UnknownField("spec.bogus"))
        );

    [Fact]
    public void Duplicates_are_found_at_every_depth_once()
    {
        var text = """{"a":{"x":1,"x":2,"x":3},"l":[{"y":1},{"y":1,"y":2}],"a":{}}""";
        Assert.Equal(["a.x", "l[1].y", "a"], DuplicateFields.Find(Encoding.UTF8.GetBytes(text)));
    }

    private static string Refusal(StructuralSchema schema, string text)
    {
        var findings = DuplicateFields
            .Find(Encoding.UTF8.GetBytes(text))
            .Select(StrictDecoding.DuplicateField)
            .ToList();
        List<string> unknown = [];
        if (findings.Count == 0)
        {
            schema.Prune(JsonNode.Parse(text)!, unknown);
        }
        findings.AddRange(unknown.Select(StrictDecoding.UnknownField));
        return StrictDecoding.Refusal("GenerationJob", "v1alpha1", findings);
    }
}
