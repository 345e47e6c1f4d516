using ImageForge.Api.Core;
using ImageForge.Planning;
using ImageForge.Runtime.Recording;

namespace ImageForge.Operator.Apply;

/// <summary>Hands planned events to the recorder.</summary>
internal static class PlannedEvents
{
    /// <summary>Every event of ImageForge tells what a reconcile concluded.</summary>
    private const string Action = "Reconcile";

    /// <summary>Never waits and never fails: events are a courtesy.</summary>
    public static void Record(this EventRecorder recorder, IKubeObject regarding, IReadOnlyList<PlannedEvent> planned)
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
