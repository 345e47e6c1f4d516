using ImageForge.Contracts.Plans;
using ImageForge.Runner.Pictures;

namespace ImageForge.Runner.Plans;

/// <summary>Validates plans before anything is opened or drawn.</summary>
internal static class PlanChecks
{
    private const int MaxVariants = 10;
    private const int MinSide = 16;
    private const int MaxSide = 16384;

    /// <summary>Checks what does not belong to a stage.</summary>
    /// <exception cref="PlanInvalidException">Something is unusable; the message names it.</exception>
    public static void Check(RunPlan plan)
    {
        PlanInvalidException.Require(
            plan.Version == RunPlan.CurrentVersion,
            $"version '{plan.Version}' is not supported by this runner, only {RunPlan.CurrentVersion}"
        );
        var hash = Hash(plan.Work);
        PlanInvalidException.Require(
            plan.PlanHash == hash,
            $"planHash '{plan.PlanHash}' does not match the work, {hash}"
        );
        CheckWork(plan.Work);
    }

    /// <summary>How many pictures a run makes.</summary>
    public static int PictureCount(WorkPlan work) => work is GenerateWork generate ? generate.Variants : 1;

    private static string Hash(WorkPlan work)
    {
        try
        {
            return PlanHasher.Hash(work);
        }
        catch (ArgumentException)
        {
            // A figure like 1e999 is read as infinity, which cannot be written.
            throw new PlanInvalidException("work has a number that is not finite");
        }
    }

    /// <summary>Checks the ranges that the values' attributes state.</summary>
    /// <exception cref="PlanInvalidException">One is out of its range; the message names it.</exception>
    public static void CheckRanges(object values, string path)
    {
        if (Records.Violation(values, path) is { } violation)
        {
            throw new PlanInvalidException(violation);
        }
    }

    private static void CheckWork(WorkPlan work)
    {
        PlanInvalidException.RequireRange("work.width", work.Width, MinSide, MaxSide);
        PlanInvalidException.RequireRange("work.height", work.Height, MinSide, MaxSide);
        PictureEncoder.Check(work.Output);
        CheckRanges(work, "work");
        if (work is GenerateWork generate)
        {
            PlanInvalidException.RequireRange("work.variants", generate.Variants, 1, MaxVariants);
        }
    }
}
