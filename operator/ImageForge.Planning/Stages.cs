using ImageForge.Planning.Compose;
using ImageForge.Planning.Evaluate;
using ImageForge.Planning.Polish;
using ImageForge.Planning.Publish;
using ImageForge.Planning.Resolving;

namespace ImageForge.Planning;

/// <summary>The stages of a run. Each has a folder of its own here, and its counterpart in the runner.</summary>
internal static class Stages
{
    /// <summary>All stages in the order in which they run.</summary>
    public static IReadOnlyList<IStage> All { get; } =
    [new ComposeStage(), new PolishStage(), new EvaluateStage(), new PublishStage()];
}
