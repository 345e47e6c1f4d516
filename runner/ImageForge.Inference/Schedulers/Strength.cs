using ImageForge.Inference.Errors;

namespace ImageForge.Inference.Schedulers;

/// <summary>How much of a start image is denoised anew.</summary>
internal static class Strength
{
    /// <summary>
    /// Index of the timestep at which to begin: of N steps the last int(N·strength) are taken, the product truncated in double
    /// precision as Python does (100 · 0.29 uses 28).
    /// </summary>
    /// <param name="steps">Denoising steps of the whole schedule.</param>
    /// <param name="strength">From above 0, the image as it is, to 1, noise.</param>
    /// <exception cref="RequestInvalidException">The strength is none, or leaves no step.</exception>
    public static int StartIndex(int steps, double strength)
    {
        if (strength is not (>= 0 and <= 1))
        {
            throw new RequestInvalidException(
                FormattableString.Invariant($"strength {strength} is not between 0 and 1")
            );
        }

        int used = Math.Min((int)(steps * strength), steps);
        return used > 0
            ? steps - used
            : throw new RequestInvalidException(
                FormattableString.Invariant(
                    $"{steps} steps at strength {strength} leave int({steps} x {strength}) = 0 steps to take"
                )
            );
    }
}
