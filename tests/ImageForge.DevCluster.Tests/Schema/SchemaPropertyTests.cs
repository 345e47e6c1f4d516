using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace ImageForge.DevCluster.Tests.Schema;

/// <summary>What must hold for every object, tried with random ones made of the words of the schema.</summary>
public class SchemaPropertyTests
{
    private static readonly string[] Names =
    [
        "spec",
        "status",
        "prompt",
        "model",
        "priority",
        "width",
        "sampler",
        "schedule",
        "kind",
        "rho",
        "steps",
        "inputs",
        "name",
        "path",
        "tags",
        "params",
        "extra",
        "known",
        "inline",
        "bogus",
        "seed",
        "conditions",
        "type",
        "parallelism",
    ];

    [Fact]
    public void Defaulting_twice_is_defaulting_once()
    {
        var schema = GoldenCluster.JobSchema();
        Holds(value =>
        {
            schema.Default(value);
            var once = value.DeepClone();
            schema.Default(value);
            return JsonNode.DeepEquals(once, value);
        });
    }

    [Fact]
    public void Pruning_twice_is_pruning_once()
    {
        var schema = GoldenCluster.JobSchema();
        Holds(value =>
        {
            schema.Prune(value, []);
            List<string> removed = [];
            schema.Prune(value, removed);
            return removed.Count == 0;
        });
    }

    [Fact]
    public void Pruning_leaves_what_defaulting_adds()
    {
        var schema = GoldenCluster.JobSchema();
        Holds(value =>
        {
            schema.Prune(value, []);
            schema.Default(value);
            List<string> removed = [];
            schema.Prune(value, removed);
            return removed.Count == 0;
        });
    }

    [Fact]
    public void Defaults_make_no_valid_object_invalid()
    {
        var schema = GoldenCluster.JobSchema();
        Holds(value =>
        {
            schema.Prune(value, []);
            schema.DropNulls(value);
            var validBefore = schema.Validate(value, null).Count == 0;
            schema.Default(value);
            return !validBefore || schema.Validate(value, null).Count == 0;
        });
    }

    [Fact]
    public void An_unchanged_object_is_never_refused()
    {
        var schema = GoldenCluster.JobSchema();
        // Rules that cannot be evaluated at all are no exception for old objects; the server is as strict.
        Holds(value =>
            schema
                .Validate(value, value.DeepClone())
                .All(error =>
                    error.Detail.Contains("for rule:", StringComparison.Ordinal)
                    || error.Detail.Contains("evaluating rule:", StringComparison.Ordinal)
                )
        );
    }

    private static void Holds(Func<JsonObject, bool> property)
    {
        var objects = Node(4).Select(node => node as JsonObject ?? new JsonObject { ["spec"] = node });
        // Generated nodes are shared while shrinking, and what is tested edits them.
        var arbitrary = objects.Select(value => value.ToJsonString()).ToArbitrary();
        var forAll = Prop.ForAll(arbitrary, text => property(JsonNode.Parse(text)!.AsObject()));
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(1000).WithReplay(20261121, 9), forAll);
    }

    private static Gen<JsonNode?> Node(int depth)
    {
        var scalar = Gen.OneOf(
            Gen.Elements("a", "", "Normal", "euler", "50%", "2026-01-02T03:04:05Z").Select(text => (JsonNode?)text),
            Gen.Choose(-10, 600).Select(number => (JsonNode?)number),
            Gen.Elements(0.5, 512.0, 1e300).Select(number => (JsonNode?)number),
            Gen.Elements(true, false).Select(flag => (JsonNode?)flag),
            Gen.Constant((JsonNode?)null)
        );
        if (depth == 0)
        {
            return scalar;
        }
        var list = Gen.Choose(0, 4)
            .SelectMany(count => Node(depth - 1).ListOf(count))
            .Select(items => (JsonNode?)new JsonArray([.. items.Select(item => item?.DeepClone())]));
        var field = Gen.Elements(Names).SelectMany(name => Node(depth - 1).Select(node => (name, node)));
        var map = Gen.Choose(0, 6)
            .SelectMany(count => field.ListOf(count))
            .Select(fields =>
            {
                var node = new JsonObject();
                foreach (var (name, child) in fields)
                {
                    node[name] = child?.DeepClone();
                }
                return (JsonNode?)node;
            });
        return Gen.Frequency((2, scalar), (1, list), (5, map));
    }
}
