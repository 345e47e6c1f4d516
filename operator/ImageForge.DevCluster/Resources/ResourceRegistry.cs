using System.Text.Json;
using System.Text.Json.Nodes;
using ImageForge.DevCluster.Resources.Types;
using ImageForge.DevCluster.Schema;
using ImageForge.DevCluster.Storage;
using ImageForge.DevCluster.Tables;

namespace ImageForge.DevCluster.Resources;

/// <summary>
/// Everything that is served: the built-in resources and those of the stored CustomResourceDefinitions, which it
/// follows by itself.
/// </summary>
internal sealed class ResourceRegistry(ObjectStore store)
{
    private readonly Lock _lock = new();
    private Snapshot _snapshot = new([], [], 0);

    /// <summary>A resource by its group, version and plural; null when it is not served.</summary>
    public ServedResource? Find(string group, string version, string plural) =>
        Current().All.FirstOrDefault(r => r.Id.Group == group && r.Version == version && r.Id.Plural == plural);

    public IReadOnlyList<ServedResource> All => Current().All;

    /// <summary>Counts up whenever what is served changes.</summary>
    public long Revision => Current().Revision;

    /// <summary>The group's versions, preferred first; empty for an unknown group.</summary>
    public IReadOnlyList<string> Versions(string group) =>
        [
            .. Current()
                .All.Where(r => r.Id.Group == group)
                .Select(r => r.Version)
                .Concat(BuiltinResources.Reviews.Where(r => r.Group == group).Select(_ => "v1"))
                .Distinct(),
        ];

    /// <summary>All groups but the core one, built-in ones first.</summary>
    public IReadOnlyList<string> Groups =>
        [
            .. BuiltinResources
                .All.Select(r => r.Id.Group)
                .Concat(BuiltinResources.Reviews.Select(r => r.Group))
                .Concat(Current().All.Select(r => r.Id.Group))
                .Where(g => g.Length > 0)
                .Distinct(),
        ];

    private Snapshot Current()
    {
        var definitions = store.List(BuiltinResources.CustomResourceDefinitions, null);
        if (_snapshot.IsOf(definitions))
        {
            return _snapshot;
        }
        lock (_lock)
        {
            definitions = store.List(BuiltinResources.CustomResourceDefinitions, null);
            if (!_snapshot.IsOf(definitions))
            {
                var known = _snapshot.All.Where(r => r.IsCustom).ToList();
                var custom = definitions.SelectMany(d => Serve(d, known));
                _snapshot = new Snapshot([.. BuiltinResources.All, .. custom], definitions, _snapshot.Revision + 1);
            }
            return _snapshot;
        }
    }

    private static IEnumerable<ServedResource> Serve(JsonObject definition, List<ServedResource> known)
    {
        var spec = definition["spec"]!.AsObject();
        var names = spec["names"]!.AsObject();
        var group = (string)spec["group"]!;
        foreach (var version in spec["versions"]!.AsArray().OfType<JsonObject>())
        {
            if (version["served"]?.GetValueKind() != JsonValueKind.True)
            {
                continue;
            }
            var kind = (string)names["kind"]!;
            var id = new ResourceId(group, (string)names["plural"]!);
            var name = (string)version["name"]!;
            // A change of the definition's status does not change what it defines: keep what has been compiled.
            var before = known.Find(r => r.Id == id && r.Version == name && ReferenceEquals(r.Source, version));
            if (before is not null)
            {
                yield return before;
                continue;
            }
            var same = known.Find(r => r.Id == id && r.Version == name && JsonNode.DeepEquals(r.Source, version));
            var schema =
                version["schema"]?["openAPIV3Schema"] as JsonObject
                ?? new JsonObject { ["type"] = "object", ["x-kubernetes-preserve-unknown-fields"] = true };
            yield return new ServedResource
            {
                Id = id,
                Version = name,
                Kind = kind,
                Singular = (string?)names["singular"] ?? "",
                ListKind = (string?)names["listKind"] ?? kind + "List",
                Namespaced = (string?)spec["scope"] == "Namespaced",
                ShortNames = Strings(names["shortNames"]),
                Categories = Strings(names["categories"]),
                Subresources = version["subresources"]?["status"] is not null ? [Subresource.Status(kind)] : [],
                SelectableFields = (version["selectableFields"] as JsonArray ?? [])
                    .Select(f => ((string)f!["jsonPath"]!).TrimStart('.'))
                    .ToHashSet(),
                Type = same?.Type ?? SchemaTypes.Root(schema),
                Rules = same?.Rules ?? new CustomRules(StructuralSchema.Parse(schema), definition.ResourceVersion()),
                Columns = same?.Columns ?? CustomColumns.For(version["additionalPrinterColumns"] as JsonArray),
                IsCustom = true,
                Source = version,
            };
        }
    }

    private static List<string> Strings(JsonNode? list) => [.. (list as JsonArray ?? []).Select(s => (string)s!)];

    private sealed record Snapshot(
        IReadOnlyList<ServedResource> All,
        IReadOnlyList<JsonObject> Definitions,
        long Revision
    )
    {
        public bool IsOf(IReadOnlyList<JsonObject> definitions)
        {
            if (Revision == 0 || definitions.Count != Definitions.Count)
            {
                return false;
            }
            for (var i = 0; i < definitions.Count; i++)
            {
                if (!ReferenceEquals(definitions[i], Definitions[i]))
                {
                    return false;
                }
            }
            return true;
        }
    }
}
