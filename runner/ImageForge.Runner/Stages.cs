using ImageForge.Runner.Compose;
using ImageForge.Runner.Evaluate;
using ImageForge.Runner.Polish;
using ImageForge.Runner.Publish;

namespace ImageForge.Runner;

/// <summary>The stages of a run. Each has a folder of its own here, and its counterpart in the operator's planning.</summary>
internal static class Stages
{
    /// <summary>All stages in the order in which they run.</summary>
    public static IReadOnlyList<IStage> All { get; } =
    [new ComposeStage(), new PolishStage(), new EvaluateStage(), new PublishStage()];
}
