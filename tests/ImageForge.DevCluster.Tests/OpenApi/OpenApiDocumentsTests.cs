using System.Text.Json.Nodes;
using ImageForge.DevCluster.OpenApi;
using ImageForge.DevCluster.Tests.Schema;
using Xunit;

namespace ImageForge.DevCluster.Tests.OpenApi;

public class OpenApiDocumentsTests
{
    private const string Path = "apis/imageforge.dev/v1alpha1";

    // Not served: sharded lists, and deletion of what can no longer be read.
    private static readonly string[] LeftOut = ["shardSelector", "ignoreStoreReadErrorWithClusterBreakingPotential"];

    [Fact]
    public void The_schema_of_the_kind_is_as_recorded()
    {
        var name = "dev.imageforge.v1alpha1.GenerationJob";
        var recorded = Recorded()["components"]!["schemas"]![name]!.DeepClone();
        var made = Documents().Document(Path)["components"]!["schemas"]![name]!.DeepClone();
        foreach (var field in new[] { "apiVersion", "kind", "metadata" })
        {
            // The wording of these descriptions is ours.
            recorded["properties"]![field]!.AsObject().Remove("description");
            made["properties"]![field]!.AsObject().Remove("description");
        }
        Assert.True(JsonNode.DeepEquals(recorded, made), made.ToString());
    }

    [Fact]
    public void Operations_are_as_recorded()
    {
        var recorded = Operations(Recorded());
        Assert.Equal(recorded, Operations(Documents().Document(Path)));
        Assert.Contains(
            recorded,
            operation =>
                operation.Contains("fieldValidation", StringComparison.Ordinal)
                && operation.Contains("patch", StringComparison.Ordinal)
        );
    }

    [Fact]
    public void Fields_of_the_shared_schemas_are_as_recorded()
    {
        var recorded = Recorded()["components"]!["schemas"]!.AsObject();
        var made = Documents().Document(Path)["components"]!["schemas"]!.AsObject();
        foreach (var name in new[] { "ObjectMeta", "OwnerReference", "ManagedFieldsEntry", "Time", "StatusCause" })
        {
            var full = $"io.k8s.apimachinery.pkg.apis.meta.v1.{name}";
            Assert.True(
                JsonNode.DeepEquals(WithoutDescriptions(recorded[full]), WithoutDescriptions(made[full])),
                $"{name}: {made[full]}"
            );
        }
    }

    [Fact]
    public void Every_reference_leads_somewhere()
    {
        var document = Documents().Document(Path);
        var schemas = document["components"]!["schemas"]!.AsObject();
        foreach (var reference in References(document))
        {
            Assert.True(schemas.ContainsKey(reference["#/components/schemas/".Length..]), reference);
        }
    }

    [Fact]
    public void The_index_names_each_document_with_its_hash()
    {
        var documents = Documents();
        var address = (string)documents.Index()["paths"]![Path]!["serverRelativeURL"]!;
        Assert.Equal($"/openapi/v3/{Path}?hash={documents.Hash(Path)}", address);
        Assert.Equal(128, documents.Hash(Path).Length);
        Assert.Equal(documents.Hash(Path), Documents().Hash(Path));
        Assert.False(documents.Contains("apis/nope.example.com/v1"));
    }

    [Fact]
    public void The_hash_changes_with_the_schema()
    {
        var changed = Resource() with { Schema = new JsonObject { ["type"] = "object" } };
        Assert.NotEqual(Documents().Hash(Path), new OpenApiDocuments([changed]).Hash(Path));
    }

    [Fact]
    public void Core_and_cluster_scoped_resources_have_their_own_forms()
    {
        var resource = new OpenApiResource
        {
            Group = "",
            Version = "v1",
            Kind = "Namespace",
            ListKind = "NamespaceList",
            Plural = "namespaces",
            Namespaced = false,
            Schema = new JsonObject { ["type"] = "object" },
        };
        var document = new OpenApiDocuments([resource]).Document("api/v1");
        Assert.Equal(
            ["/api/v1/namespaces", "/api/v1/namespaces/{name}"],
            document["paths"]!.AsObject().Select(p => p.Key)
        );
        var patch = document["paths"]!["/api/v1/namespaces/{name}"]!["patch"]!;
        Assert.Equal("patchCoreV1Namespace", (string)patch["operationId"]!);
        Assert.NotNull(patch["requestBody"]!["content"]!["application/strategic-merge-patch+json"]);
        Assert.NotNull(document["components"]!["schemas"]!["io.k8s.api.core.v1.NamespaceList"]);
    }

    internal static OpenApiResource Resource()
    {
        var spec = GoldenCluster.Definition()["spec"]!;
        return new OpenApiResource
        {
            Group = (string)spec["group"]!,
            Version = (string)spec["versions"]![0]!["name"]!,
            Kind = (string)spec["names"]!["kind"]!,
            ListKind = (string)spec["names"]!["listKind"]!,
            Plural = (string)spec["names"]!["plural"]!,
            HasStatus = true,
            IsCustom = true,
            Schema = spec["versions"]![0]!["schema"]!["openAPIV3Schema"]!.DeepClone().AsObject(),
        };
    }

    private static OpenApiDocuments Documents() => new([Resource()]);

    private static JsonObject Recorded() =>
        GoldenCluster
            .Exchanges("03-openapi.json")
            .Single(exchange => (string?)exchange["name"] == "group document by its hash URL")["response"]![
            "body"
        ]!.AsObject();

    private static List<string> Operations(JsonObject document) =>
        [
            .. from path in document["paths"]!.AsObject()
            from operation in path.Value!.AsObject()
            select operation.Key == "parameters"
                ? $"{path.Key}: {Parameters(operation.Value)}"
                : $"{operation.Key} {path.Key}: {operation.Value!["description"]} {operation.Value["operationId"]} "
                    + $"{operation.Value["x-kubernetes-action"]} {operation.Value["tags"]!.ToJsonString()} "
                    + $"{Parameters(operation.Value["parameters"])} {operation.Value["requestBody"]?.ToJsonString()} "
                    + $"{operation.Value["responses"]!.ToJsonString()} {Kind(operation.Value)}",
        ];

    private static string Kind(JsonNode operation)
    {
        var kind = operation["x-kubernetes-group-version-kind"]!;
        return $"{kind["group"]}/{kind["version"]}/{kind["kind"]}";
    }

    private static string Parameters(JsonNode? parameters) =>
        string.Join(
            ',',
            (parameters as JsonArray ?? [])
                .Select(parameter =>
                    $"{parameter!["name"]}@{parameter["in"]}:{parameter["schema"]!["type"]}{parameter["required"]}"
                )
                .Where(parameter => !LeftOut.Contains(parameter.Split('@')[0]))
        );

    private static JsonNode? WithoutDescriptions(JsonNode? node)
    {
        switch (node)
        {
            case JsonObject map:
                var copy = new JsonObject();
                foreach (var (name, value) in map)
                {
                    if (name != "description" || value is JsonObject)
                    {
                        copy[name] = WithoutDescriptions(value);
                    }
                }
                return copy;
            case JsonArray list:
                return new JsonArray([.. list.Select(WithoutDescriptions)]);
            default:
                return node?.DeepClone();
        }
    }

    private static IEnumerable<string> References(JsonNode? node) =>
        node switch
        {
            JsonObject map => map.SelectMany(p => p.Key == "$ref" ? [(string)p.Value!] : References(p.Value)),
            JsonArray list => list.SelectMany(References),
            _ => [],
        };
}
