using System.Text.Json.Nodes;
using ImageForge.DevCluster.Patching;
using ImageForge.DevCluster.Storage;

namespace ImageForge.DevCluster.Resources.Kinds;

/// <summary>Namespaces: labelled with their name, held until they are empty, born with a default ServiceAccount.</summary>
internal sealed class NamespaceRules : BuiltinRules
{
    public const string AuthorityConfigMap = "kube-root-ca.crt";

    public override IEnumerable<string> CheckName(string name) => NameRules.Label(name);

    public override void Default(ServedResource resource, JsonObject o)
    {
        if (o.Name().Length == 0)
        {
            return;
        }
        if (o.Metadata()["labels"] is not JsonObject labels)
        {
            o.Metadata()["labels"] = labels = [];
        }
        labels["kubernetes.io/metadata.name"] ??= o.Name();
    }

    public override void PrepareForCreate(ServedResource resource, JsonObject o)
    {
        o["spec"] = new JsonObject { ["finalizers"] = new JsonArray("kubernetes") };
        o["status"] = new JsonObject { ["phase"] = "Active" };
    }

    public override void PrepareForUpdate(ServedResource resource, JsonObject o, JsonObject old)
    {
        base.PrepareForUpdate(resource, o, old);
        o["spec"] = old["spec"]?.DeepClone();
    }

    public override void AfterCreate(ObjectStore store, JsonObject created) => Furnish(store, created.Name());

    /// <summary>Gives a namespace its default ServiceAccount and the cluster's authority.</summary>
    public static void Furnish(ObjectStore store, string ns)
    {
        Add(store, BuiltinResources.ServiceAccounts, "ServiceAccount", "default", ns, null);
        var authority = store.Get(new ObjectKey(BuiltinResources.ConfigMaps, "kube-system", AuthorityConfigMap));
        Add(store, BuiltinResources.ConfigMaps, "ConfigMap", AuthorityConfigMap, ns, authority?["data"] as JsonObject);
    }

    private static void Add(
        ObjectStore store,
        ResourceId resource,
        string kind,
        string name,
        string ns,
        JsonObject? data
    )
    {
        var o = new JsonObject
        {
            ["kind"] = kind,
            ["apiVersion"] = "v1",
            ["metadata"] = new JsonObject { ["name"] = name, ["namespace"] = ns },
        };
        if (data is not null)
        {
            o["metadata"]!["annotations"] = new JsonObject
            {
                ["kubernetes.io/description"] =
                    "Contains a CA bundle that can be used to verify the kube-apiserver when using internal endpoints"
                    + " such as the internal service IP or kubernetes.default.svc. No other usage is guaranteed across"
                    + " distributions of Kubernetes clusters.",
            };
            o["data"] = data.DeepClone();
        }
        if (store.Get(new ObjectKey(resource, ns, name)) is not null)
        {
            return;
        }
        var served = BuiltinResources.All.First(r => r.Id == resource);
        store.Create(
            resource,
            FieldManager.Update(served, null, o, "kube-controller-manager", "", store.Time.GetUtcNow())
        );
    }
}
