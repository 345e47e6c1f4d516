using System.Text.Json.Nodes;

namespace ImageForge.DevCluster.OpenApi;

/// <summary>A served resource as far as its OpenAPI document needs to know it.</summary>
internal sealed record OpenApiResource
{
    /// <summary>Empty for the core group.</summary>
    public required string Group { get; init; }
    public required string Version { get; init; }
    public required string Kind { get; init; }
    public required string ListKind { get; init; }
    public required string Plural { get; init; }
    public bool Namespaced { get; init; } = true;
    public bool HasStatus { get; init; }

    /// <summary>Whether it comes from a CustomResourceDefinition; those take no strategic merge patches.</summary>
    public bool IsCustom { get; init; }

    /// <summary>
    /// The schema of an object without references. <c>apiVersion</c>, <c>kind</c> and <c>metadata</c> are added to it.
    /// </summary>
    public required JsonObject Schema { get; init; }

    /// <summary>The document that it belongs to: <c>api/v1</c> or <c>apis/group/version</c>.</summary>
    public string DocumentPath => Group.Length == 0 ? $"api/{Version}" : $"apis/{Group}/{Version}";

    /// <summary>The name of its schema in documents, such as <c>dev.imageforge.v1alpha1.GenerationJob</c>.</summary>
    public string SchemaName => SchemaNameOf(Kind);

    public string ListSchemaName => SchemaNameOf(ListKind);

    private string SchemaNameOf(string kind)
    {
        // Groups that are owned by Kubernetes lose their domain, others are turned around as in package names.
        if (!IsCustom)
        {
            return $"io.k8s.api.{(Group.Length == 0 ? "core" : Group.Split('.')[0])}.{Version}.{kind}";
        }
        return $"{string.Join('.', Group.Split('.').Reverse())}.{Version}.{kind}";
    }
}
