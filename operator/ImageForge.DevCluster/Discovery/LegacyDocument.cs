using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using ImageForge.DevCluster.Resources;

namespace ImageForge.DevCluster.Discovery;

/// <summary>The older form of discovery: one list of resources for each group and version.</summary>
internal static class LegacyDocument
{
    /// <summary>The verbs of custom resources, in the order in which they are told.</summary>
    public static IReadOnlyList<string> CustomVerbs { get; } =
    ["delete", "deletecollection", "get", "list", "patch", "create", "update", "watch"];

    public static JsonObject Resources(ResourceRegistry registry, string group, string version)
    {
        var stored = registry
            .All.Where(r => r.Id.Group == group && r.Version == version)
            .OrderBy(r => r.Id.Plural, StringComparer.Ordinal)
            .SelectMany(Entries);
        var reviews = BuiltinResources
            .Reviews.Where(r => r.Group == group)
            .Select(r => Entry(r.Plural, r.Plural.TrimEnd('s'), false, r.Kind, ["create"]));
        var o = new JsonObject { ["kind"] = "APIResourceList" };
        if (group.Length > 0)
        {
            o["apiVersion"] = "v1";
        }
        o["groupVersion"] = group.Length == 0 ? version : $"{group}/{version}";
        o["resources"] = new JsonArray([.. stored.Concat(reviews)]);
        return o;
    }

    private static IEnumerable<JsonObject> Entries(ServedResource r)
    {
        var entry = Entry(r.Id.Plural, r.Singular, r.Namespaced, r.Kind, r.IsCustom ? CustomVerbs : r.Verbs);
        if (r.ShortNames.Count > 0)
        {
            entry["shortNames"] = Texts(r.ShortNames);
        }
        if (r.Categories.Count > 0)
        {
            entry["categories"] = Texts(r.Categories);
        }
        entry["storageVersionHash"] = StorageHash(r);
        yield return entry;
        foreach (var sub in r.Subresources.OrderBy(s => s.Name, StringComparer.Ordinal))
        {
            var below = Entry($"{r.Id.Plural}/{sub.Name}", "", r.Namespaced, sub.Kind, sub.Verbs);
            if (sub.Group.Length > 0)
            {
                below["group"] = sub.Group;
                below["version"] = sub.Version;
            }
            yield return below;
        }
    }

    private static JsonObject Entry(
        string name,
        string singular,
        bool namespaced,
        string kind,
        IEnumerable<string> verbs
    ) =>
        new()
        {
            ["name"] = name,
            ["singularName"] = singular,
            ["namespaced"] = namespaced,
            ["kind"] = kind,
            ["verbs"] = Texts(verbs),
        };

    // Clients only compare it; it changes when the stored version does.
    private static string StorageHash(ServedResource r)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{r.Storage.Group}/{r.Version}/{r.Kind}"));
        return Convert.ToBase64String(hash.AsSpan(0, sizeof(ulong)));
    }

    private static JsonArray Texts(IEnumerable<string> texts) => new([.. texts.Select(t => (JsonNode)t)]);
}
