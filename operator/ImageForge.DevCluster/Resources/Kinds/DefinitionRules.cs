using System.Text.Json.Nodes;
using ImageForge.DevCluster.Crds;
using ImageForge.DevCluster.Patching;
using ImageForge.DevCluster.Schema;
using ImageForge.DevCluster.Storage;

namespace ImageForge.DevCluster.Resources.Kinds;

/// <summary>CustomResourceDefinitions: served as soon as they are stored.</summary>
internal sealed class DefinitionRules : BuiltinRules
{
    public const string CleanupFinalizer = "customresourcecleanup.apiextensions.k8s.io";

    public override bool AllowsUnconditionalUpdate => false;

    public override void Default(ServedResource resource, JsonObject o)
    {
        if (o["spec"] is not JsonObject spec || spec["names"] is not JsonObject names)
        {
            return;
        }
        if ((string?)names["kind"] is { Length: > 0 } kind)
        {
#pragma warning disable CA1308 // The singular is lower case by definition.
            names["singular"] ??= kind.ToLowerInvariant();
#pragma warning restore CA1308
            names["listKind"] ??= kind + "List";
        }
        spec["conversion"] ??= new JsonObject { ["strategy"] = "None" };
    }

    public override void PrepareForCreate(ServedResource resource, JsonObject o)
    {
        var stored = (o["spec"]?["versions"] as JsonArray ?? [])
            .Where(v => v?["storage"]?.GetValueKind() == System.Text.Json.JsonValueKind.True)
            .Select(v => v!["name"]?.DeepClone());
        o["status"] = new JsonObject
        {
            ["conditions"] = null,
            ["acceptedNames"] = new JsonObject { ["plural"] = "", ["kind"] = "" },
            ["storedVersions"] = new JsonArray([.. stored]),
        };
    }

    public override IReadOnlyList<FieldError> Validate(
        ServedResource resource,
        JsonObject o,
        JsonObject? old,
        IReadOnlyList<FieldError> metadataErrors
    ) => [.. metadataErrors, .. DefinitionValidator.Validate(o, old)];

    public override void AfterCreate(ObjectStore store, JsonObject created) => Establish(store, created);

    public override void AfterUpdate(ObjectStore store, JsonObject updated) => Establish(store, updated);

    /// <summary>Notes that a definition is about to go, in the status of one that is marked for deletion.</summary>
    public static void SetTerminating(JsonObject definition, DateTimeOffset now)
    {
        if (definition["status"] is not JsonObject status)
        {
            definition["status"] = status = [];
        }
        if (status["conditions"] is not JsonArray conditions)
        {
            status["conditions"] = conditions = [];
        }
        conditions.Add(
            Condition(
                "Terminating",
                "InstanceDeletionPending",
                "CustomResourceDefinition marked for deletion; CustomResource deletion will begin soon",
                now.Rfc3339()
            )
        );
    }

    private static void Establish(ObjectStore store, JsonObject definition)
    {
        var now = store.Time.GetUtcNow();
        store.Mutate(
            new ObjectKey(BuiltinResources.CustomResourceDefinitions, null, definition.Name()),
            o =>
            {
                var before = o.Copy();
                if (o["status"] is not JsonObject status)
                {
                    o["status"] = status = [];
                }
                status["acceptedNames"] = o["spec"]!["names"]!.DeepClone();
                if (status["conditions"] is not JsonArray { Count: > 0 })
                {
                    status["conditions"] = new JsonArray(
                        Condition("NamesAccepted", "NoConflicts", "no conflicts found", now.Rfc3339()),
                        Condition(
                            "Established",
                            "InitialNamesAccepted",
                            "the initial names have been accepted",
                            now.Rfc3339()
                        )
                    );
                }
                if (JsonNode.DeepEquals(before, o))
                {
                    return null;
                }
                var resource = BuiltinResources.All.First(r => r.Id == BuiltinResources.CustomResourceDefinitions);
                // The list itself is the server's from the start.
                before["status"] ??= new JsonObject();
                before["status"]!["conditions"] ??= new JsonArray();
                return FieldManager.Update(resource, before, o, "kube-apiserver", "status", now);
            }
        );
    }

    private static JsonObject Condition(string type, string reason, string message, string now) =>
        new()
        {
            ["type"] = type,
            ["status"] = "True",
            ["lastTransitionTime"] = now,
            ["reason"] = reason,
            ["message"] = message,
        };
}
