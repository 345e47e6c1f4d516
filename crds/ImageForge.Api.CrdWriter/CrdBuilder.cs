using System.Reflection;
using System.Text.Json.Nodes;
using ImageForge.Api.Schema;

namespace ImageForge.Api.CrdWriter;

/// <summary>Makes the CustomResourceDefinition of a record.</summary>
internal static class CrdBuilder
{
    /// <summary>Makes the definition.</summary>
    /// <param name="kind">A record with <see cref="CustomResourceAttribute"/>.</param>
    public static JsonObject Build(Type kind)
    {
        var names =
            kind.GetCustomAttribute<CustomResourceAttribute>()
            ?? throw new ArgumentException($"{kind} is not marked as a custom resource.", nameof(kind));
        return new JsonObject
        {
            ["apiVersion"] = "apiextensions.k8s.io/v1",
            ["kind"] = "CustomResourceDefinition",
            ["metadata"] = new JsonObject
            {
                ["name"] = $"{names.Plural}.{ApiGroup.Name}",
                ["labels"] = new JsonObject { ["app.kubernetes.io/part-of"] = "imageforge" },
            },
            ["spec"] = new JsonObject
            {
                ["group"] = ApiGroup.Name,
                ["scope"] = "Namespaced",
                ["names"] = new JsonObject
                {
                    ["plural"] = names.Plural,
                    ["singular"] = kind.Name.ToLowerInvariant(),
                    ["kind"] = kind.Name,
                    ["listKind"] = kind.Name + "List",
                    ["shortNames"] = Json.Array(names.ShortNames),
                    ["categories"] = Json.Array(["imageforge"]),
                },
                ["versions"] = new JsonArray(
                    new JsonObject
                    {
                        ["name"] = ApiGroup.Version,
                        ["served"] = true,
                        ["storage"] = true,
                        ["subresources"] = new JsonObject { ["status"] = new JsonObject() },
                        ["additionalPrinterColumns"] = Columns(kind),
                        ["schema"] = new JsonObject { ["openAPIV3Schema"] = SchemaBuilder.Root(kind) },
                    }
                ),
            },
        };
    }

    private static JsonArray Columns(Type kind)
    {
        var columns = new JsonArray();
        foreach (var column in kind.GetCustomAttributes<PrinterColumnAttribute>())
        {
            var entry = new JsonObject
            {
                ["name"] = column.Name,
                ["type"] = column.Type,
                ["jsonPath"] = column.JsonPath,
                ["description"] = column.Description,
            };
            if (column.Wide)
            {
                entry["priority"] = 1;
            }

            columns.Add(entry);
        }

        return columns;
    }
}
