using ImageForge.Contracts.Plans;
using ImageForge.Runner.Composing;
using ImageForge.Runner.Inputs;
using ImageForge.Runner.Polishing;
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
                    PolishChecks.Check(generate, polish);
                }
                else if (generate.Compose is null)
                {
                    throw new PlanInvalidException("work has neither compose nor polish");
                }

                if (generate.Compose is { } scene)
                {
                    _ = SceneReader.Read(generate, scene, variant: 0, UserImages.None);
                }

                foreach (var metric in generate.Metrics)
                {
                    if (!EvaluateStage.Metrics.Contains($"{metric}", StringComparer.Ordinal))
                    {
                        throw new PlanInvalidException(
                            $"work.metrics '{metric}' is not supported: {string.Join(", ", EvaluateStage.Metrics)}"
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
