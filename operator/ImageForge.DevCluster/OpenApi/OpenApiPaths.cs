using System.Text.Json.Nodes;

namespace ImageForge.DevCluster.OpenApi;

/// <summary>The paths and operations of one resource.</summary>
internal sealed class OpenApiPaths(OpenApiResource resource)
{
    private static readonly string[] Forms = ["application/json", "application/yaml"];

    private readonly string _id =
        (resource.Group.Length == 0 ? "Core" : OpenApiText.Pascal(resource.Group))
        + OpenApiText.Pascal(resource.Version);

    private string Scope => resource.Namespaced ? "Namespaced" : "";

    public void AddTo(JsonObject paths)
    {
        var root = $"/{resource.DocumentPath}";
        var collection = resource.Namespaced
            ? $"{root}/namespaces/{{namespace}}/{resource.Plural}"
            : $"{root}/{resource.Plural}";
        if (resource.Namespaced)
        {
            paths[$"{root}/{resource.Plural}"] = AllNamespaces();
        }
        paths[collection] = Collection();
        paths[$"{collection}/{{name}}"] = Item("", "");
        if (resource.HasStatus)
        {
            paths[$"{collection}/{{name}}/status"] = Item("Status", "status of ");
        }
    }

    private JsonObject AllNamespaces() =>
        new()
        {
            ["get"] = Operation(
                "list",
                $"list objects of kind {resource.Kind}",
                $"list{_id}{resource.Kind}ForAllNamespaces",
                null,
                Answers(resource.ListSchemaName, 200)
            ),
            ["parameters"] = OpenApiParameters.Of(
                OpenApiParameters.OfLists.Append("pretty").Order(StringComparer.Ordinal)
            ),
        };

    private JsonObject Collection() =>
        new()
        {
            ["get"] = Operation(
                "list",
                $"list objects of kind {resource.Kind}",
                $"list{_id}{Scope}{resource.Kind}",
                OpenApiParameters.OfLists,
                Answers(resource.ListSchemaName, 200)
            ),
            ["post"] = Operation(
                "post",
                $"create a {resource.Kind}",
                $"create{_id}{Scope}{resource.Kind}",
                OpenApiParameters.OfWrites,
                Answers(resource.SchemaName, 200, 201, 202),
                Body(OpenApiText.Reference(resource.SchemaName), required: true, Forms)
            ),
            ["delete"] = Operation(
                "deletecollection",
                $"delete collection of {resource.Kind}",
                $"delete{_id}Collection{Scope}{resource.Kind}",
                OpenApiParameters.OfLists,
                Answers(MetaSchemas.Reference("Status"), 200)
            ),
            ["parameters"] = Shared(named: false),
        };

    private JsonObject Item(string suffix, string of)
    {
        var name = $"{_id}{Scope}{resource.Kind}{suffix}";
        var item = new JsonObject
        {
            ["get"] = Operation(
                "get",
                $"read {of}the specified {resource.Kind}",
                $"read{name}",
                ["resourceVersion"],
                Answers(resource.SchemaName, 200)
            ),
            ["put"] = Operation(
                "put",
                $"replace {of}the specified {resource.Kind}",
                $"replace{name}",
                OpenApiParameters.OfWrites,
                Answers(resource.SchemaName, 200, 201),
                Body(OpenApiText.Reference(resource.SchemaName), required: true, Forms)
            ),
        };
        if (suffix.Length == 0)
        {
            item["delete"] = Operation(
                "delete",
                $"delete a {resource.Kind}",
                $"delete{name}",
                OpenApiParameters.OfDeletes,
                Answers(MetaSchemas.Reference("Status"), 200, 202),
                Body(MetaSchemas.Reference("DeleteOptions"), required: false, Forms)
            );
        }
        item["patch"] = Operation(
            "patch",
            $"partially update {of}the specified {resource.Kind}",
            $"patch{name}",
            OpenApiParameters.OfPatches,
            Answers(resource.SchemaName, 200),
            Body(MetaSchemas.Reference("Patch"), required: true, PatchForms())
        );
        item["parameters"] = Shared(named: true);
        return item;
    }

    private string[] PatchForms()
    {
        string[] forms =
        [
            "application/apply-patch+yaml",
            "application/json-patch+json",
            "application/merge-patch+json",
        ];
        return resource.IsCustom ? forms : [.. forms, "application/strategic-merge-patch+json"];
    }

    private JsonArray Shared(bool named)
    {
        var parameters = OpenApiParameters.Of(["pretty"]);
        if (resource.Namespaced)
        {
            parameters.Insert(0, OpenApiParameters.InPath("namespace", "namespace of the object"));
        }
        if (named)
        {
            parameters.Insert(0, OpenApiParameters.InPath("name", $"name of the {resource.Kind}"));
        }
        return parameters;
    }

    private JsonObject Operation(
        string action,
        string description,
        string id,
        IReadOnlyList<string>? parameters,
        JsonObject answers,
        JsonObject? body = null
    )
    {
        var tag = resource.Group.Length == 0 ? "core" : OpenApiText.Camel(resource.Group);
        var operation = new JsonObject
        {
            ["tags"] = new JsonArray($"{tag}_{resource.Version}"),
            ["description"] = description,
            ["operationId"] = id,
        };
        if (parameters is not null)
        {
            operation["parameters"] = OpenApiParameters.Of(parameters);
        }
        if (body is not null)
        {
            operation["requestBody"] = body;
        }
        operation["responses"] = answers;
        operation["x-kubernetes-action"] = action;
        operation["x-kubernetes-group-version-kind"] = OpenApiText.Kind(resource, resource.Kind);
        return operation;
    }

    private static JsonObject Answers(string schema, params ReadOnlySpan<int> codes) =>
        Answers(OpenApiText.Reference(schema), codes);

    private static JsonObject Answers(JsonObject schema, params ReadOnlySpan<int> codes)
    {
        var answers = new JsonObject();
        foreach (var code in codes)
        {
            answers[$"{code}"] = new JsonObject
            {
                ["description"] = code switch
                {
                    201 => "Created",
                    202 => "Accepted",
                    _ => "OK",
                },
                ["content"] = Content(schema, Forms),
            };
        }
        answers["401"] = new JsonObject { ["description"] = "Unauthorized" };
        return answers;
    }

    private static JsonObject Body(JsonObject schema, bool required, params string[] forms)
    {
        var body = new JsonObject { ["content"] = Content(schema, forms) };
        if (required)
        {
            body["required"] = true;
        }
        return body;
    }

    private static JsonObject Content(JsonObject schema, IEnumerable<string> forms)
    {
        var content = new JsonObject();
        foreach (var form in forms)
        {
            content[form] = new JsonObject { ["schema"] = schema.DeepClone() };
        }
        return content;
    }
}
