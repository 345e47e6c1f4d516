using System.Text.Json.Nodes;
using ImageForge.DevCluster.Resources.Types;
using ImageForge.DevCluster.Storage;
using ImageForge.DevCluster.Tables;

namespace ImageForge.DevCluster.Resources;

/// <summary>A resource at one version of its API: what discovery says of it, and how its objects are treated.</summary>
internal sealed record ServedResource
{
    public static IReadOnlyList<string> AllVerbs { get; } =
    ["create", "delete", "deletecollection", "get", "list", "patch", "update", "watch"];

    public required ResourceId Id { get; init; }
    public required string Version { get; init; }
    public required string Kind { get; init; }
    public required string Singular { get; init; }
    public string ListKind { get; init; } = "";
    public bool Namespaced { get; init; } = true;
    public IReadOnlyList<string> ShortNames { get; init; } = [];
    public IReadOnlyList<string> Categories { get; init; } = [];
    public IReadOnlyList<string> Verbs { get; init; } = AllVerbs;

    /// <summary>What is served below an object: <c>status</c>, <c>log</c>, <c>token</c>.</summary>
    public IReadOnlyList<Subresource> Subresources { get; init; } = [];

    /// <summary>Fields other than name and namespace that a field selector may name.</summary>
    public IReadOnlySet<string> SelectableFields { get; init; } = new HashSet<string>();

    /// <summary>Where the objects are stored, if under another name than their own.</summary>
    public ResourceId? StoredAs { get; init; }

    public required StructType Type { get; init; }
    public required ResourceRules Rules { get; init; }
    public required TableColumns Columns { get; init; }

    /// <summary>True for a resource of a CustomResourceDefinition; some answers differ.</summary>
    public bool IsCustom { get; init; }

    /// <summary>The version of the CustomResourceDefinition that this is made from.</summary>
    public JsonObject? Source { get; init; }

    public ResourceId Storage => StoredAs ?? Id;

    public bool HasStatus => Subresources.Any(s => s.Name == "status");

    public string GroupVersion => Id.Group.Length == 0 ? Version : $"{Id.Group}/{Version}";

    public ObjectKey Key(string? ns, string name) => new(Storage, Namespaced ? ns : null, name);

    /// <summary>A stored object as this version shows it; the same instance where nothing differs.</summary>
    public JsonObject View(JsonObject stored) => Rules.View(this, stored);
}
