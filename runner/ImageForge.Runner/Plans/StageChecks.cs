using ImageForge.Contracts.Plans;
using ImageForge.Runner.Composing;
using ImageForge.Runner.Inputs;
using ImageForge.Runner.Stages;

namespace ImageForge.Runner.Plans;

/// <summary>Refuses names and figures that the stages could not work with, before the first of them begins.</summary>
internal static class StageChecks
{
    private const int MinFrameWidth = 64;

    /// <summary>Reads everything once, as the stages will.</summary>
    /// <exception cref="PlanInvalidException">Something is unknown or out of range; the message names it.</exception>
    public static void Check(WorkPlan work)
    {
        switch (work)
        {
            case GenerateWork generate:
                if (generate.Polish is { } polish)
                {
                    throw new PlanInvalidException(
                        $"work.polish.backend '{polish.Backend}' is not one of this runner's"
                    );
                }

                _ = SceneReader.Read(
                    generate,
                    generate.Compose ?? throw new PlanInvalidException("work has neither compose nor polish"),
                    variant: 0,
                    UserImages.None
                );
                foreach (var metric in generate.Metrics)
                {
                    if (!EvaluateStage.Metrics.Contains(metric, StringComparer.Ordinal))
                    {
                        throw new PlanInvalidException(
                            $"work.metrics '{metric}' is unknown: {string.Join(", ", EvaluateStage.Metrics)}"
                        );
                    }
                }

                break;
            case AssembleWork assemble when assemble.Width < MinFrameWidth:
                throw new PlanInvalidException(
                    $"work.width {assemble.Width} is below {MinFrameWidth} for a sheet's cell"
                );
        }
    }
}
