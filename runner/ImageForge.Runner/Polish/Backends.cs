using ImageForge.Contracts.Plans;
using ImageForge.Runner.Plans;
using ImageForge.Runner.Polish.Onnx;
using ImageForge.Runner.Polish.OnnxStyle;

namespace ImageForge.Runner.Polish;

/// <summary>The back ends of polish. Each has a folder of its own here, and its counterpart in the operator's planning.</summary>
internal static class Backends
{
    private static readonly IReadOnlyList<IBackend> All = [new OnnxBackend(), new OnnxStyleBackend()];

    /// <summary>The back end of a plan.</summary>
    /// <exception cref="PlanInvalidException">This runner does not have it.</exception>
    public static IBackend Of(PolishPlan plan) =>
        All.FirstOrDefault(backend => backend.Name == plan.Backend)
        ?? throw new PlanInvalidException($"polish.backend '{plan.Backend}' is not supported by this runner");

    /// <summary>Whether work has a picture to start from.</summary>
    public static bool HasStart(GenerateWork work) => work.Compose is not null || work.Polish!.Init is not null;

    /// <summary>Requires a model.</summary>
    /// <exception cref="PlanInvalidException">There is none.</exception>
    public static void RequireModel(GenerateWork work) =>
        PlanInvalidException.Require(
            work.Polish!.Model is not null,
            $"polish.backend {work.Polish.Backend} needs polish.model"
        );
}
