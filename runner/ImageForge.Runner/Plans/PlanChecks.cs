using ImageForge.Artifacts;
using ImageForge.Artifacts.Errors;
using ImageForge.Contracts.Plans;
using ImageForge.Runner.Composing;

namespace ImageForge.Runner.Plans;

/// <summary>Validates plans before anything is opened or drawn.</summary>
internal static class PlanChecks
{
    private const int MaxVariants = 10;
    private const int MaxColumns = 10;
    private const int MinSide = 16;
    private const int MaxSide = 16384;

    /// <summary>Checks everything but names that only the stages know.</summary>
    /// <exception cref="PlanInvalidException">Something is unusable; the message names it.</exception>
    /// <exception cref="InvalidKeyException">A key is.</exception>
    public static void Check(RunPlan plan)
    {
        Require(
            plan.Version == RunPlan.CurrentVersion,
            $"version '{plan.Version}' is not supported by this runner, only {RunPlan.CurrentVersion}"
        );
        var hash = Hash(plan.Work);
        Require(plan.PlanHash == hash, $"planHash '{plan.PlanHash}' does not match the work, {hash}");
        CheckWork(plan.Work);
        CheckDelivery(plan.Delivery, PictureCount(plan.Work));
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
        RequireRange("work.width", work.Width, MinSide, MaxSide);
        RequireRange("work.height", work.Height, MinSide, MaxSide);
        PictureEncoder.Check(work.Output);
        CheckRanges(work, "work");
        switch (work)
        {
            case GenerateWork generate:
                RequireRange("work.variants", generate.Variants, 1, MaxVariants);
                break;
            case AssembleWork assemble:
                RequireRange("work.columns", assemble.Columns, 1, MaxColumns);
                Require(assemble.Frames.Count > 0, "work.frames is empty");
                break;
        }
    }

    private static void CheckDelivery(DeliveryPlan delivery, int pictures)
    {
        Require(
            delivery.Keys.Count == pictures,
            $"delivery.keys has {delivery.Keys.Count} keys for {pictures} picture(s)"
        );
        var prefix = delivery.StagingPrefix;
        Require(prefix.EndsWith('/'), $"delivery.stagingPrefix '{prefix}' does not end in '/'");
        var seen = new HashSet<string>(StringComparer.Ordinal);
        ObjectKey.Validate(prefix[..^1]);
        foreach (var key in delivery.Keys.Append(delivery.ManifestKey))
        {
            ObjectKey.Validate(key);
            Require(seen.Add(key), $"delivery has the key '{key}' twice");
            Require(
                !key.StartsWith(prefix, StringComparison.Ordinal),
                $"delivery key '{key}' lies below the staging prefix, which is cleared"
            );
        }
    }

    private static void RequireRange(string field, int value, int min, int max) =>
        Require(value >= min && value <= max, $"{field} {value} is not between {min} and {max}");

    private static void Require(bool condition, string message)
    {
        if (!condition)
        {
            throw new PlanInvalidException(message);
        }
    }
}
