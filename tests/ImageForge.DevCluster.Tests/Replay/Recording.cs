using ImageForge.DevCluster.Tests.Schema;

namespace ImageForge.DevCluster.Tests.Replay;

/// <summary>A file of recorded exchanges with a real control plane.</summary>
internal sealed record Recording(string Name, IReadOnlyList<Exchange> Exchanges)
{
    public static Recording Load(string name) =>
        new(name, [.. GoldenCluster.Exchanges(name + ".json").Select((json, i) => new Exchange(i, json))]);
}
