using System.Globalization;
using ImageForge.Api;
using ImageForge.Planning.Resolving;

namespace ImageForge.Planning.Polishing;

/// <summary>How many steps are carried out from a start.</summary>
internal static class StepCount
{
    /// <summary>The most steps that a spec may ask for; what a runner may choose where it asks for none.</summary>
    private const int Max = 150;

    /// <summary>Steps times strength in double precision, cut, as diffusers counts: 100 at 0.29 are 28.</summary>
    public static int Of(int steps, double strength) => Math.Min((int)(steps * strength), steps);

    /// <summary>Why nothing is left to do, or null.</summary>
    public static Problem? Problem(int? steps, double strength)
    {
        if (Of(steps ?? Max, strength) > 0)
        {
            return null;
        }

        var share = strength.ToString(CultureInfo.InvariantCulture);
        var message = steps is { } given
            ? $"spec.polish.strength {share} of spec.polish.steps {given} is int({given} * {share}) = 0 steps, which renders nothing; {Remedy(given, strength)}."
            : $"spec.polish.strength {share} is int({Max} * {share}) = 0 of even the most steps ({Max}), which renders nothing; raise it.";
        return new(Reasons.InvalidSpec, message);
    }

    private static string Remedy(int steps, double strength)
    {
        for (var more = steps + 1; more <= Max; more++)
        {
            if (Of(more, strength) > 0)
            {
                return $"use {more} steps or more, or a higher strength";
            }
        }

        return "raise it";
    }
}
