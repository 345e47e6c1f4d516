using ImageForge.DevCluster.Controllers;
using ImageForge.DevCluster.Resources;
using ImageForge.DevCluster.Storage;

namespace ImageForge.DevCluster.Kubelet;

/// <summary>The end of a pod's graceful deletion.</summary>
internal static class PodTermination
{
    /// <summary>Says that nothing of the pod runs any more, which lets a pod go whose deletion was waiting for that.</summary>
    public static void Finish(ObjectStore store, ObjectKey key, string uid) =>
        ObjectDeletion.Begin(
            store,
            key,
            graceSeconds: 0,
            isMeant: pod =>
                pod.Uid() == uid
                && pod.IsTerminating()
                && pod.Number("metadata", "deletionGracePeriodSeconds") is not (null or 0)
        );
}
