using System.Text.Json.Nodes;
using ImageForge.DevCluster.Resources.Kinds;
using ImageForge.DevCluster.Storage;

namespace ImageForge.DevCluster.Resources;

/// <summary>What every cluster is born with: its namespaces, with what each of them holds.</summary>
internal static class InitialObjects
{
    private static readonly string[] Namespaces = ["kube-system", "kube-public", "kube-node-lease", "default"];

    public static void Create(ObjectStore store, string authorityPem)
    {
        foreach (var name in Namespaces)
        {
            var key = new ObjectKey(BuiltinResources.Namespaces, null, name);
            if (store.Get(key) is null)
            {
                store.Create(BuiltinResources.Namespaces, Namespace(name));
            }
        }
        store.Create(
            BuiltinResources.ConfigMaps,
            new JsonObject
            {
                ["kind"] = "ConfigMap",
                ["apiVersion"] = "v1",
                ["metadata"] = new JsonObject
                {
                    ["name"] = NamespaceRules.AuthorityConfigMap,
                    ["namespace"] = "kube-system",
                },
                ["data"] = new JsonObject { ["ca.crt"] = authorityPem },
            }
        );
        foreach (var ns in store.List(BuiltinResources.Namespaces, null))
        {
            NamespaceRules.Furnish(store, ns.Name());
        }
    }

    private static JsonObject Namespace(string name) =>
        new()
        {
            ["kind"] = "Namespace",
            ["apiVersion"] = "v1",
            ["metadata"] = new JsonObject
            {
                ["name"] = name,
                ["labels"] = new JsonObject { ["kubernetes.io/metadata.name"] = name },
            },
            ["spec"] = new JsonObject { ["finalizers"] = new JsonArray("kubernetes") },
            ["status"] = new JsonObject { ["phase"] = "Active" },
        };
}
