using ImageForge.DevCluster.Controllers;
using ImageForge.DevCluster.Storage;

namespace ImageForge.DevCluster.Kubelet;

/// <summary>The end of a pod's graceful deletion.</summary>
internal static class PodTermination
{
    /// <summary>Says that nothing of the pod runs any more, which lets a pod go whose deletion was waiting for that.</summary>
    public static void Finish(ObjectStore store, ObjectKey key, string uid) =>
        store.Mutate(
            key,
            pod =>
            {
                if (
                    pod.Uid() != uid
                    || !pod.IsTerminating()
                    || pod.Number("metadata", "deletionGracePeriodSeconds") is null or 0
                )
                    return null;
                pod.Metadata()["deletionTimestamp"] = store.Time.GetUtcNow().Rfc3339();
                pod.Metadata()["deletionGracePeriodSeconds"] = 0L;
                return pod;
            }
        );
}
