using System.Globalization;
using System.Text.Json.Nodes;
using ImageForge.DevCluster.Resources;
using ImageForge.DevCluster.Storage;

namespace ImageForge.DevCluster.Controllers;

/// <summary>Makes pods of a job's template.</summary>
internal static class JobPodTemplate
{
    private static readonly ServedResource Pods = BuiltinResources.All.First(r => r.Id == BuiltinResources.Pods);

    public static JsonObject NewPod(JsonObject job, int? index)
    {
        var template = job.At("spec", "template");
        var prefix = index is { } i
            ? string.Create(CultureInfo.InvariantCulture, $"{job.Name()}-{i}-")
            : $"{job.Name()}-";
        var metadata = new JsonObject
        {
            ["name"] = NameGenerator.Complete(prefix),
            ["generateName"] = prefix,
            ["namespace"] = job.Namespace(),
            ["labels"] = template.At("metadata", "labels")?.DeepClone() ?? new JsonObject(),
        };
        if (template.At("metadata", "annotations")?.DeepClone() is { } annotations)
            metadata["annotations"] = annotations;
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
        if (index is { } completion)
            Number(pod, completion);
        // As if the controller had sent it to the API server.
        Pods.Rules.Default(Pods, pod);
        Pods.Rules.PrepareForCreate(Pods, pod);
        return pod;
    }

    private static void Number(JsonObject pod, int index)
    {
        var text = index.ToString(CultureInfo.InvariantCulture);
        var metadata = pod.Metadata();
        if (metadata["annotations"] is not JsonObject annotations)
            metadata["annotations"] = annotations = [];
        annotations[JobPod.IndexAnnotation] = text;
        ((JsonObject)metadata["labels"]!)[JobPod.IndexAnnotation] = text;
        foreach (var container in pod.Items("spec", "initContainers").Concat(pod.Items("spec", "containers")))
        {
            if (container["env"] is not JsonArray env)
                container["env"] = env = [];
            env.Add(new JsonObject { ["name"] = "JOB_COMPLETION_INDEX", ["value"] = text });
        }
    }
}
