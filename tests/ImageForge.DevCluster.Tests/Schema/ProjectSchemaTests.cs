using System.Text.Json.Nodes;
using ImageForge.DevCluster.Schema;
using Xunit;

namespace ImageForge.DevCluster.Tests.Schema;

/// <summary>The project's own definitions at work: the samples pass, and bad input is refused by the name of its field.</summary>
public class ProjectSchemaTests
{
    private static readonly Dictionary<string, StructuralSchema> Schemas = Directory
        .GetFiles(System.IO.Path.Combine(Root(), "crds"), "imageforge.dev_*.yaml")
        .Select(file => GoldenCluster.Yaml(File.ReadAllText(file))["spec"]!)
        .ToDictionary(
            spec => (string)spec["names"]!["kind"]!,
            spec => StructuralSchema.Parse(spec["versions"]![0]!["schema"]!["openAPIV3Schema"]!.AsObject())
        );

    [Fact]
    public void Samples_are_accepted()
    {
        var count = 0;
        foreach (var file in Directory.GetFiles(System.IO.Path.Combine(Root(), "config", "samples"), "*.yaml"))
        {
            foreach (var text in File.ReadAllText(file).Split("\n---\n"))
            {
                var sample = GoldenCluster.Yaml(text);
                if (!Schemas.TryGetValue((string?)sample["kind"] ?? "", out var schema))
                {
                    continue;
                }
                List<string> unknown = [];
                var errors = Check(schema, sample, unknown);
                Assert.True(
                    unknown.Count == 0 && errors.Count == 0,
                    $"{file}: {string.Join(", ", unknown)} {string.Join('\n', errors)}"
                );
                count++;
            }
        }
        Assert.True(count >= 4, $"only {count} samples");
    }

    [Theory]
    [InlineData("""{"polish":{"backend":"Onxx"}}""", "spec.polish.backend: Unsupported value: \"Onxx\"")]
    [InlineData(
        """{"compose":{"signals":[{"category":"weather","tag":"rain","score":1.5}]}}""",
        "spec.compose.signals[0].score: Invalid value: 1.5: spec.compose.signals[0].score in body should be less than or equal to 1"
    )]
    [InlineData(
        """{"prompt":{"text":"a","structured":{"short_description":"b"}}}""",
        "spec.prompt.structured: Invalid value: text and structured exclude each other"
    )]
    [InlineData("""{"size":{"width":512}}""", "spec.size.height: Invalid value: width and height go together")]
    public void Bad_input_is_refused_by_the_name_of_its_field(string spec, string expected)
    {
        var job = new JsonObject
        {
            ["apiVersion"] = "imageforge.dev/v1alpha1",
            ["kind"] = "GenerationJob",
            ["metadata"] = new JsonObject { ["name"] = "bad" },
            ["spec"] = JsonNode.Parse(spec),
        };
        Assert.Contains(
            Check(Schemas["GenerationJob"], job, []),
            error => error.ToString().StartsWith(expected, StringComparison.Ordinal)
        );
    }

    [Fact]
    public void A_long_name_is_refused()
    {
        var job = new JsonObject
        {
            ["metadata"] = new JsonObject { ["name"] = new string('a', 64) },
            ["spec"] = new JsonObject { ["prompt"] = new JsonObject { ["text"] = "a" } },
        };
        Assert.Contains(
            Check(Schemas["GenerationJob"], job, []),
            error => error.ToString().Contains("63", StringComparison.Ordinal)
        );
    }

    private static IReadOnlyList<FieldError> Check(StructuralSchema schema, JsonObject value, List<string> unknown)
    {
        schema.Prune(value, unknown);
        schema.DropNulls(value);
        schema.Default(value);
        return schema.Validate(value, null);
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
