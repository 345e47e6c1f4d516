using System.Text.Json;
using System.Text.Json.Nodes;
using ImageForge.DevCluster.Storage;

namespace ImageForge.DevCluster.Tables;

/// <summary>The columns of the built-in kinds, named as Kubernetes names them.</summary>
internal static class BuiltinColumns
{
    private const string None = "<none>";

    public static TableColumns For(string group, string kind) =>
        kind switch
        {
            "ConfigMap" => Named(
                (o, _) => [Keys(o, "data") + Keys(o, "binaryData")],
                Text("Data", "How many keys there are.")
            ),
            "Secret" => Named(
                (o, _) => [(string?)o["type"] ?? "", Keys(o, "data")],
                Text("Type", "What the keys are for."),
                Text("Data", "How many keys there are.")
            ),
            "Namespace" => Named((o, _) => [At(o, "status", "phase")], Text("Status", "The status of the namespace")),
            "Lease" => Named((o, _) => [At(o, "spec", "holderIdentity")], Text("Holder", "Who holds the lease.")),
            "ServiceAccount" => Named(
                (o, _) => [(o["secrets"] as JsonArray)?.Count ?? 0],
                Text("Secrets", "How many secrets it may use.")
            ),
            "Event" => EventColumns.All,
            "Pod" => PodColumns.All,
            "Job" => JobColumns.All,
            "Node" => NodeColumns(),
            "Deployment" => DeploymentColumns(),
            "Service" => ServiceColumns(),
            "PersistentVolumeClaim" => ClaimColumns(),
            "Role" or "ClusterRole" => CreatedAt(),
            "RoleBinding" or "ClusterRoleBinding" => Named(
                (o, _) => [$"{o["roleRef"]?["kind"]}/{o["roleRef"]?["name"]}"],
                Text("Role", "What is granted.")
            ),
            "CustomResourceDefinition" => CreatedAt(),
            _ => Named((_, _) => []),
        };

    /// <summary>The name, the kind's own columns, the age, and the wide ones behind it.</summary>
    public static TableColumns Named(
        Func<JsonObject, DateTimeOffset, IReadOnlyList<JsonNode?>> cells,
        params TableColumn[] columns
    )
    {
        var narrow = columns.Count(c => c.Priority == 0);
        return new TableColumns(
            [ColumnTexts.Name, .. columns.Take(narrow), ColumnTexts.Age, .. columns.Skip(narrow)],
            (o, now) =>
            {
                var own = cells(o, now);
                return [o.Name(), .. own.Take(narrow), Age(o, now), .. own.Skip(narrow)];
            }
        );
    }

    public static TableColumn Text(string name, string description, int priority = 0) =>
        new(name, "string", "", description, priority);

    public static JsonNode Age(JsonObject o, DateTimeOffset now) =>
        Ages.Since(o["metadata"]?["creationTimestamp"], now);

    public static string At(JsonNode? node, params string[] path)
    {
        foreach (var part in path)
        {
            node = (node as JsonObject)?[part];
        }
        return node is null ? ""
            : node.GetValueKind() == JsonValueKind.String ? node.GetValue<string>()
            : node.ToJsonString();
    }

    public static string OrNone(string text) => text.Length == 0 ? None : text;

    private static int Keys(JsonObject o, string map) => (o[map] as JsonObject)?.Count ?? 0;

    private static TableColumns CreatedAt() =>
        new(
            [ColumnTexts.Name, new TableColumn("Created At", "date", "", ColumnTexts.Created)],
            (o, _) => [o.Name(), At(o, "metadata", "creationTimestamp")]
        );

    private static TableColumns NodeColumns() =>
        Named(
            (o, _) =>
            {
                var ready = (o["status"]?["conditions"] as JsonArray ?? []).FirstOrDefault(c =>
                    At(c, "type") == "Ready"
                );
                return
                [
                    At(ready, "status") == "True" ? "Ready" : "NotReady",
                    None,
                    At(o, "status", "nodeInfo", "kubeletVersion"),
                ];
            },
            Text("Status", "The status of the node"),
            Text("Roles", "The roles of the node"),
            Text("Version", "The version of its kubelet.")
        );

    private static TableColumns DeploymentColumns() =>
        Named(
            (o, _) =>
                [
                    $"{o["status"]?["readyReplicas"] ?? 0}/{o["spec"]?["replicas"] ?? 0}",
                    o["status"]?["updatedReplicas"]?.DeepClone() ?? 0,
                    o["status"]?["availableReplicas"]?.DeepClone() ?? 0,
                ],
            Text("Ready", "Number of the pod with ready state"),
            Text("Up-to-date", "How many pods follow the current template."),
            Text("Available", "How many pods have been ready for long enough.")
        );

    private static TableColumns ServiceColumns() =>
        Named(
            (o, _) =>
                [
                    At(o, "spec", "type"),
                    OrNone(At(o, "spec", "clusterIP")),
                    None,
                    string.Join(
                        ",",
                        (o["spec"]?["ports"] as JsonArray ?? []).Select(p => $"{At(p, "port")}/{At(p, "protocol")}")
                    ),
                ],
            Text("Type", "How the service is reached."),
            Text("Cluster-IP", "Its address within the cluster."),
            Text("External-IP", "Its address from outside."),
            Text("Port(s)", "Its ports.")
        );

    private static TableColumns ClaimColumns() =>
        Named(
            (o, _) =>
                [
                    At(o, "status", "phase"),
                    At(o, "spec", "volumeName"),
                    At(o, "status", "capacity", "storage"),
                    string.Join(",", (o["spec"]?["accessModes"] as JsonArray ?? []).Select(ShortMode)),
                    At(o, "spec", "storageClassName"),
                    "<unset>",
                ],
            Text("Status", "Whether a volume is bound."),
            Text("Volume", "The bound volume."),
            Text("Capacity", "Its size."),
            Text("Access Modes", "How it may be mounted."),
            Text("StorageClass", "What provides it."),
            Text("VolumeAttributesClass", "Its attributes.")
        );

    private static string ShortMode(JsonNode? mode) =>
        (string?)mode switch
        {
            "ReadWriteOnce" => "RWO",
            "ReadOnlyMany" => "ROX",
            "ReadWriteMany" => "RWX",
            "ReadWriteOncePod" => "RWOP",
            var other => other ?? "",
        };
}
