using ImageForge.Api.Core;
using ImageForge.Kube;

namespace ImageForge.Runtime.Informers;

/// <summary>A change that the store has taken up.</summary>
/// <param name="Key">Which object.</param>
/// <param name="Old">As it was; null if it is new. A deletion shows it as last known.</param>
/// <param name="New">As it is; null if it is gone.</param>
/// <param name="IsBackground">True for first sights at start and for resyncs: fresh changes go before them.</param>
public sealed record Change<T>(ObjectKey Key, T? Old, T? New, bool IsBackground)
    where T : class, IKubeObject
{
    /// <summary>The object as it is, or as it last was.</summary>
    public T Latest => New ?? Old!;
}
