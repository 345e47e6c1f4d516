using System.Globalization;
using ImageForge.Inference.Errors;

namespace ImageForge.Inference.Networks;

/// <summary>Finds out whether a network's numbers can be of the range that is declared for it.</summary>
internal static class OutputCheck
{
    // A trained network overshoots black and white slightly in places: clipping that is not visible.
    private const float Margin = 0.1f;
    private const double MostBeyond = 0.25;

    // All of a picture within so few of 255 steps is black, which a picture that is not doesn't become by a style.
    private const float Black = 1.5f / 255;
    private const float NotBlack = 0.1f;

    /// <summary>Refuses a picture of which a quarter lies far beyond black and white, or that would be all black.</summary>
    /// <param name="made">What the network gave, where the declared range is 0 to 1.</param>
    /// <param name="from">What it was given, likewise.</param>
    /// <param name="format">What is declared.</param>
    /// <exception cref="OutputRangeException">It is such a picture.</exception>
    public static void Check(ReadOnlySpan<float> made, ReadOnlySpan<float> from, NetworkSpec format)
    {
        var (least, most, beyond) = (float.MaxValue, float.MinValue, 0L);
        foreach (var value in made)
        {
            (least, most) = (Math.Min(least, value), Math.Max(most, value));
            beyond += value is < -Margin or > 1 + Margin ? 1 : 0;
        }

        var isClipped = beyond > MostBeyond * made.Length;
        var isBlack = format.Range == NetworkRange.Byte && most < Black && least > -Black && Most(from) > NotBlack;
        if (!isClipped && !isBlack)
        {
            return;
        }

        var (scale, shift) = format.Mapping();
        var (low, high) = (least * scale + shift, most * scale + shift);
        var seems = Seems(low, high);
        var consequence = isClipped
            ? $"{100 * beyond / made.Length}% of the picture lies far outside and would be clipped"
            : "the picture would be black";
        var hint =
            seems == format.Range
                ? "the network may want another range or order of channels"
                : $"it seems to be {seems}";
        throw new OutputRangeException(
            string.Create(
                CultureInfo.InvariantCulture,
                $"the network's output runs from {low:G4} to {high:G4}, but its range is declared as {format.Range} ({shift:G4} to {scale + shift:G4}): {consequence}; {hint}"
            )
        );
    }

    /// <summary>The range that numbers from one to another have.</summary>
    private static NetworkRange Seems(float low, float high) =>
        high > 3 ? NetworkRange.Byte
        : low < -0.25f ? NetworkRange.Signed
        : NetworkRange.Unit;

    private static float Most(ReadOnlySpan<float> values)
    {
        var most = 0f;
        foreach (var value in values)
        {
            most = Math.Max(most, value);
        }

        return most;
    }
}
