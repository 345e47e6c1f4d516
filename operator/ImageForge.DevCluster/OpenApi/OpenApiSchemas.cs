using System.Text.Json.Nodes;

namespace ImageForge.DevCluster.OpenApi;

/// <summary>The schemas of one resource: of an object and of a list of them.</summary>
internal static class OpenApiSchemas
{
    private const string ApiVersion =
        "APIVersion is the group and version of the schema that this object is written in.";

    private const string Kind = "Kind is the name of the type that this object is of. It cannot be changed.";

    public static void AddTo(JsonObject schemas, OpenApiResource resource)
    {
        schemas[resource.SchemaName] = Object(resource);
        schemas[resource.ListSchemaName] = List(resource);
    }

    private static JsonObject Object(OpenApiResource resource)
    {
        var schema = resource.Schema.DeepClone().AsObject();
        var declared = schema["properties"] as JsonObject ?? [];
        var properties = new JsonObject
        {
            ["apiVersion"] = Text(ApiVersion),
            ["kind"] = Text(Kind),
            ["metadata"] = Metadata("ObjectMeta", "Metadata that every object has."),
        };
        foreach (var (name, property) in declared.OrderBy(property => property.Key, StringComparer.Ordinal))
        {
            if (!properties.ContainsKey(name))
            {
                properties[name] = property?.DeepClone();
            }
        }
        schema["properties"] = properties;
        schema["x-kubernetes-group-version-kind"] = new JsonArray(OpenApiText.Kind(resource, resource.Kind));
        return schema;
    }

    private static JsonObject List(OpenApiResource resource) =>
        new()
        {
            ["description"] = $"{resource.ListKind} is a list of {resource.Kind}",
            ["type"] = "object",
            ["required"] = new JsonArray("items"),
            ["properties"] = new JsonObject
            {
                ["apiVersion"] = Text(ApiVersion),
                ["items"] = new JsonObject
                {
                    ["description"] = $"List of {resource.Plural}.",
                    ["type"] = "array",
                    ["items"] = OpenApiText.Reference(resource.SchemaName),
                },
                ["kind"] = Text(Kind),
                ["metadata"] = Metadata("ListMeta", "Metadata of the list."),
            },
            ["x-kubernetes-group-version-kind"] = new JsonArray(OpenApiText.Kind(resource, resource.ListKind)),
        };

    private static JsonObject Text(string description) => new() { ["description"] = description, ["type"] = "string" };

    private static JsonObject Metadata(string name, string description) =>
        new() { ["description"] = description, ["allOf"] = new JsonArray(MetaSchemas.Reference(name)) };
}
