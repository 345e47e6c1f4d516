using ImageForge.Api.Core;
using ImageForge.Planning;
using ImageForge.Runtime.Recording;

namespace ImageForge.Operator.Applying;

/// <summary>Hands planned events to the recorder.</summary>
internal sealed class EventSink(EventRecorder recorder) : IEventSink
{
    /// <summary>Every event of ImageForge tells what a reconcile concluded.</summary>
    private const string Action = "Reconcile";

    public void Record(IKubeObject regarding, PlannedEvent happened) =>
        recorder.Record(
            regarding,
            happened.Warning ? EventKind.Warning : EventKind.Normal,
            happened.Reason,
            Action,
            happened.Note
        );
}
