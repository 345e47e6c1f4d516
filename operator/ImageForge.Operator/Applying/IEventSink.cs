using ImageForge.Api.Core;
using ImageForge.Planning;

namespace ImageForge.Operator.Applying;

/// <summary>Takes events to be told to the API server in the background.</summary>
internal interface IEventSink
{
    /// <summary>Never waits and never fails: events are a courtesy.</summary>
    void Record(IKubeObject regarding, PlannedEvent happened);
}
