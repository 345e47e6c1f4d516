using System.Globalization;

namespace ImageForge.Api.Common;

/// <summary>Reads fractions as specs write them.</summary>
public static class DecimalText
{
    /// <summary>Reads a decimal such as <c>-0.8</c>.</summary>
    /// <param name="text">A value that the schema accepted.</param>
    /// <returns>The number.</returns>
    /// <exception cref="FormatException">The text is not a decimal.</exception>
    public static double Parse(string text) =>
        double.Parse(
            text,
            NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint,
            CultureInfo.InvariantCulture
        );
}
