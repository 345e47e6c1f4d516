using ImageForge.Contracts.Plans;
using ImageForge.Inference.Pipelines;

namespace ImageForge.Runner.Polish.Onnx;

/// <summary>Steps and guidance of jobs that do not say them, by the kind of model and the job's quality.</summary>
internal static class DiffusionDefaults
{
    /// <summary>Steps of the whole schedule: as many as leave at least one at the strength that is given.</summary>
    public static int Steps(DiffusionTraits traits, PolishPlan plan)
    {
        var wanted = (traits, plan.Quality) switch
        {
            (DiffusionTraits.Turbo, Quality.Low) => 1,
            (DiffusionTraits.Turbo, Quality.High) => 4,
            (DiffusionTraits.Turbo, _) => 2,
            (DiffusionTraits.Consistency, Quality.Low) => 2,
            (DiffusionTraits.Consistency, Quality.High) => 8,
            (DiffusionTraits.Consistency, _) => 4,
            (_, Quality.Low) => 15,
            (_, Quality.High) => 50,
            _ => 30,
        };
        return plan.Strength is > 0 and var strength ? Math.Max(wanted, LeastSteps(strength)) : wanted;
    }

    /// <summary>Guidance scale.</summary>
    public static float Guidance(DiffusionTraits traits, ModelFamily family) =>
        (traits, family) switch
        {
            (DiffusionTraits.Turbo, _) => 0,
            (DiffusionTraits.Consistency, _) => 8.5f,
            (_, ModelFamily.StableDiffusion) => 7.5f,
            _ => 5,
        };

    private static int LeastSteps(double strength)
    {
        var steps = (int)Math.Ceiling(1 / strength);
        // Rounding: 1/0.35 is 2.86, and 3 · 0.35 is enough; 1/s may also fall just short of a whole number.
        while ((int)(steps * strength) < 1)
        {
            steps++;
        }

        return steps;
    }
}
