using System.Text;
using System.Text.Json.Nodes;
using ImageForge.DevCluster.Schema;
using Xunit;

namespace ImageForge.DevCluster.Tests.Schema;

/// <summary>Every recorded create of a custom resource, given to the schema alone.</summary>
public class RecordedViolationTests
{
    [Theory]
    [InlineData("04-create.json", 17)]
    [InlineData("05-schema-violations.json", 55)]
    public void Answers_as_recorded(string file, int atLeast)
    {
        var schema = GoldenCluster.JobSchema();
        var differences = new StringBuilder();
        var stored = new Dictionary<string, JsonObject>();
        var checkedCount = 0;
        foreach (var exchange in GoldenCluster.Exchanges(file))
        {
            if (Submitted(exchange, stored) is not { } submission)
            {
                continue;
            }
            var (body, old) = submission;
            var response = exchange["response"]!;
            var status = (int)response["status"]!;
            var causes = response["body"]?["details"]?["causes"]?.AsArray();
            if (status is not (201 or 200 or 422) || IsAboutMetadata(causes))
            {
                continue;
            }

            schema.Prune(body, []);
            schema.DropNulls(body);
            schema.Default(body);
            var errors = schema.Validate(body, old);
            checkedCount++;

            var name = (string)body["metadata"]!["name"]! ?? "";
            if (status == 422)
            {
                Compare(exchange, InvalidStatus.Build("imageforge.dev", "GenerationJob", name, errors), differences);
            }
            else
            {
                CompareStored(exchange, body, errors, differences);
            }
            if (status == 201)
            {
                stored[name] = body;
            }
        }
        Assert.True(differences.Length == 0, differences.ToString());
        Assert.True(checkedCount >= atLeast, $"only {checkedCount} exchanges were looked at");
    }

    /// <summary>The object that an exchange submits and what it replaces, or null where it is something else.</summary>
    private static (JsonObject Body, JsonObject? Old)? Submitted(
        JsonObject exchange,
        Dictionary<string, JsonObject> stored
    )
    {
        var request = exchange["request"];
        var path = (string?)request?["path"] ?? "";
        if (!path.Contains("/generationjobs", StringComparison.Ordinal) || request?["body"] is not { } body)
        {
            return null;
        }
        switch ((string?)request["method"])
        {
            case "POST" when body is JsonObject created && created["metadata"] is JsonObject { Count: > 0 }:
                var fresh = created.DeepClone().AsObject();
                fresh.Remove("status");
                return (fresh, null);
            case "PUT" when body is JsonObject replaced:
                return (replaced.DeepClone().AsObject(), stored["imm"]);
            case "PATCH":
                var target = stored[path.Split('/')[7]];
                var patched = target.DeepClone().AsObject();
                if (body is JsonObject merge)
                {
                    Merge(patched, merge);
                }
                else
                {
                    patched["spec"]!.AsObject().Remove("model");
                }
                return (patched, target);
            default:
                return null;
        }
    }

    private static bool IsAboutMetadata(JsonArray? causes) =>
        causes?.Any(cause =>
            (string)cause!["field"]! is "kind" or "fieldValidation" or "dryRun"
            || ((string)cause["field"]!).StartsWith("metadata.", StringComparison.Ordinal)
        )
        ?? false;

    private static void Merge(JsonObject target, JsonObject patch)
    {
        foreach (var (name, value) in patch)
        {
            if (value is JsonObject inner && target[name] is JsonObject existing)
            {
                Merge(existing, inner);
            }
            else
            {
                target[name] = value?.DeepClone();
            }
        }
    }

    private static void Compare(JsonObject exchange, JsonObject actual, StringBuilder differences)
    {
        var expected = exchange["response"]!["body"]!;
        var wanted = Sorted(expected);
        var got = Sorted(actual);
        if (!wanted.SequenceEqual(got))
        {
            differences.AppendLine(
                $"{exchange["name"]}:\n  wanted {string.Join("\n         ", wanted)}\n  got    {string.Join("\n         ", got)}"
            );
        }
        // The order of causes is not defined; with one it must be the very same body.
        else if (wanted.Count <= 2 && !JsonNode.DeepEquals(expected, actual))
        {
            differences.AppendLine($"{exchange["name"]}:\n  wanted {expected}\n  got {actual}");
        }
    }

    private static List<string> Sorted(JsonNode status) =>
        [
            .. status["details"]!["causes"]!
                .AsArray()
                .Select(cause => cause!.ToJsonString())
                .Order(StringComparer.Ordinal),
        ];

    private static void CompareStored(
        JsonObject exchange,
        JsonObject body,
        IReadOnlyList<FieldError> errors,
        StringBuilder differences
    )
    {
        var answered = exchange["response"]!["body"];
        if (errors.Count > 0)
        {
            differences.AppendLine($"{exchange["name"]}: refused: {errors[0]}");
        }
        else if (
            answered?["spec"] is { } spec
            && !(JsonNode.DeepEquals(spec, body["spec"]) && JsonNode.DeepEquals(answered["status"], body["status"]))
        )
        {
            differences.AppendLine(
                $"{exchange["name"]}:\n  wanted {spec}\n  got {body["spec"]}\n  status {body["status"]}"
            );
        }
    }
}
