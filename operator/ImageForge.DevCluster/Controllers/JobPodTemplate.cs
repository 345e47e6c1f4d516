using System.Text.Json.Nodes;
using ImageForge.DevCluster.Resources;
using ImageForge.DevCluster.Storage;

namespace ImageForge.DevCluster.Controllers;

/// <summary>Makes pods of a job's template.</summary>
internal static class JobPodTemplate
{
    private static readonly ServedResource Pods = BuiltinResources.All.First(r => r.Id == BuiltinResources.Pods);

    public static JsonObject NewPod(JsonObject job)
    {
        var template = job.At("spec", "template");
        var prefix = $"{job.Name()}-";
        var metadata = new JsonObject
        {
            ["name"] = NameGenerator.Complete(prefix),
            ["generateName"] = prefix,
            ["namespace"] = job.Namespace(),
            ["labels"] = template.At("metadata", "labels")?.DeepClone() ?? new JsonObject(),
        };
        if (template.At("metadata", "annotations")?.DeepClone() is { } annotations)
        {
            metadata["annotations"] = annotations;
        }
        metadata["ownerReferences"] = new JsonArray(
            new JsonObject
            {
                ["apiVersion"] = "batch/v1",
                ["kind"] = "Job",
                ["name"] = job.Name(),
                ["uid"] = job.Uid(),
                ["controller"] = true,
                ["blockOwnerDeletion"] = true,
            }
        );
        metadata["finalizers"] = new JsonArray(JobPod.TrackingFinalizer);
        var pod = new JsonObject
        {
            ["kind"] = "Pod",
            ["apiVersion"] = "v1",
            ["metadata"] = metadata,
            ["spec"] = template.At("spec")?.DeepClone(),
        };
        // As if the controller had sent it to the API server.
        Pods.Rules.Default(Pods, pod);
        Pods.Rules.PrepareForCreate(Pods, pod);
        return pod;
    }
}
