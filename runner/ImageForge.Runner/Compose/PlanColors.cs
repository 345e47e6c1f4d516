using ImageForge.Imaging.Pixels;
using ImageForge.Runner.Plans;

namespace ImageForge.Runner.Compose;

/// <summary>Reads the colours of a plan.</summary>
internal static class PlanColors
{
    /// <summary>A colour as <c>#rrggbb</c> or <c>#rrggbbaa</c> in sRGB.</summary>
    /// <exception cref="PlanInvalidException">It is none; the message names the field.</exception>
    public static LinearColor Read(string text, string field)
    {
        try
        {
            return LinearColor.Parse(text);
        }
        catch (FormatException)
        {
            throw new PlanInvalidException($"{field}: '{text}' is not a colour such as #204060 or #20406080");
        }
    }
}
