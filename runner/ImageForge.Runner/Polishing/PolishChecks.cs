using ImageForge.Contracts.Plans;
using ImageForge.Runner.Plans;

namespace ImageForge.Runner.Polishing;

/// <summary>Refuses names and figures that models could not work with, before anything is fetched.</summary>
internal static class PolishChecks
{
    /// <exception cref="PlanInvalidException">Something is unknown or missing; the message names it.</exception>
    public static void Check(GenerateWork work, PolishPlan polish)
    {
        var starts = work.Compose is not null || polish.Init is not null;
        switch (polish.Backend)
        {
            case PolishBackend.Onnx:
                if (polish.Mask is not null && !starts)
                {
                    throw new PlanInvalidException("polish.mask needs a picture to start from");
                }

                break;
            case PolishBackend.OnnxStyle:
                if (!starts)
                {
                    throw new PlanInvalidException("polish.backend OnnxStyle needs a picture to start from");
                }

                break;
            default:
                throw new PlanInvalidException($"polish.backend '{polish.Backend}' is not supported by this runner");
        }
    }
}
