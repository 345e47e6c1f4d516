using ImageForge.Planning;
using ImageForge.Runtime.Recording;
using k8s;
using k8s.Models;

namespace ImageForge.Operator.Apply;

/// <summary>Records planned events.</summary>
internal static class PlannedEvents
{
    /// <summary>The action of all events.</summary>
    private const string Action = "Reconcile";

    /// <summary>Never blocks and never throws: events are best effort.</summary>
    public static void Record(
        this EventRecorder recorder,
        IKubernetesObject<V1ObjectMeta> regarding,
        IReadOnlyList<PlannedEvent> planned
    )
    {
        foreach (var happened in planned)
        {
            recorder.Record(
                regarding,
                happened.Warning ? EventKind.Warning : EventKind.Normal,
                happened.Reason,
                Action,
                happened.Note
            );
        }
    }
}
