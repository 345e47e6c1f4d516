using System.Globalization;
using ImageForge.Api;
using ImageForge.Planning.Resolving;

namespace ImageForge.Planning.Polish.Onnx;

/// <summary>Number of steps run when starting from an image.</summary>
internal static class StepCount
{
    /// <summary>Maximum of spec.polish.steps.</summary>
    private const int Max = 150;

    /// <summary>Steps times strength in double precision, truncated, as in diffusers: 100 at 0.29 is 28.</summary>
    public static int Of(int steps, double strength) => Math.Min((int)(steps * strength), steps);

    /// <summary>Why no step would run, or null.</summary>
    public static Problem? Problem(int? steps, double strength)
    {
        if (Of(steps ?? Max, strength) > 0)
        {
            return null;
        }

        var share = strength.ToString(CultureInfo.InvariantCulture);
        var message = steps is { } given
            ? $"spec.polish.strength {share} with spec.polish.steps {given} results in int({given} * {share}) = 0 steps; {Remedy(given, strength)}."
            : $"spec.polish.strength {share} results in 0 steps even with the maximum of {Max} steps; raise it.";
        return new(Reasons.InvalidSpec, message);
    }

    private static string Remedy(int steps, double strength)
    {
        for (var more = steps + 1; more <= Max; more++)
        {
            if (Of(more, strength) > 0)
            {
                return $"use at least {more} steps or a higher strength";
            }
        }

        return "raise it";
    }
}
