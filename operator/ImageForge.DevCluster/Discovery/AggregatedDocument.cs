using System.Text.Json.Nodes;
using ImageForge.DevCluster.Resources;

namespace ImageForge.DevCluster.Discovery;

/// <summary>The aggregated form of discovery, one document for all groups.</summary>
internal static class AggregatedDocument
{
    public static JsonObject Group(ResourceRegistry registry, string group) =>
        new()
        {
            ["metadata"] = group.Length == 0 ? new JsonObject() : new JsonObject { ["name"] = group },
            ["versions"] = new JsonArray([.. registry.Versions(group).Select(v => Version(registry, group, v))]),
        };

    private static JsonObject Version(ResourceRegistry registry, string group, string version)
    {
        var stored = registry.All.Where(r => r.Id.Group == group && r.Version == version).Select(Resource);
        var reviews = BuiltinResources
            .Reviews.Where(r => r.Group == group)
            .Select(r => new JsonObject
            {
                ["resource"] = r.Plural,
                ["responseKind"] = Kind(r.Kind),
                ["scope"] = "Cluster",
                ["singularResource"] = r.Plural.TrimEnd('s'),
                ["verbs"] = new JsonArray("create"),
            });
        return new JsonObject
        {
            ["version"] = version,
            ["resources"] = new JsonArray([
                .. stored.Concat(reviews).OrderBy(r => (string)r["resource"]!, StringComparer.Ordinal),
            ]),
            ["freshness"] = "Current",
        };
    }

    private static JsonObject Resource(ServedResource r)
    {
        var o = new JsonObject
        {
            ["resource"] = r.Id.Plural,
            ["responseKind"] = r.IsCustom ? Kind(r.Kind, r.Id.Group, r.Version) : Kind(r.Kind),
            ["scope"] = r.Namespaced ? "Namespaced" : "Cluster",
            ["singularResource"] = r.Singular,
            ["verbs"] = Texts(r.IsCustom ? LegacyDocument.CustomVerbs : r.Verbs),
        };
        if (r.ShortNames.Count > 0)
        {
            o["shortNames"] = Texts(r.ShortNames);
        }
        if (r.Categories.Count > 0)
        {
            o["categories"] = Texts(r.Categories);
        }
        if (r.Subresources.Count > 0)
        {
            o["subresources"] = new JsonArray([
                .. r.Subresources.Select(s => new JsonObject
                {
                    ["subresource"] = s.Name,
                    ["responseKind"] = r.IsCustom
                        ? Kind(s.Kind, r.Id.Group, r.Version)
                        : Kind(s.Kind, s.Group, s.Version),
                    ["verbs"] = Texts(s.Verbs),
                }),
            ]);
        }
        return o;
    }

    private static JsonObject Kind(string kind, string group = "", string version = "") =>
        new()
        {
            ["group"] = group,
            ["version"] = version,
            ["kind"] = kind,
        };

    private static JsonArray Texts(IEnumerable<string> texts) => new([.. texts.Select(t => (JsonNode)t)]);
}
