using System.Globalization;

namespace ImageForge.Artifacts.Models;

/// <summary>Words amounts of bytes for people, in powers of 1000.</summary>
internal static class ByteCount
{
    private static readonly string[] Units = ["bytes", "kB", "MB", "GB", "TB"];

    /// <summary>An amount in the largest unit that it has one of.</summary>
    public static string Text(long bytes) => $"{Number(bytes, UnitOf(bytes))} {Units[UnitOf(bytes)]}";

    /// <summary>A part of an amount, both in the amount's unit.</summary>
    public static string Text(long part, long whole) =>
        $"{Number(part, UnitOf(whole))} of {Number(whole, UnitOf(whole))} {Units[UnitOf(whole)]}";

    private static int UnitOf(long bytes)
    {
        var unit = 0;
        for (double left = bytes; left >= 1000 && unit < Units.Length - 1; left /= 1000)
        {
            unit++;
        }

        return unit;
    }

    private static string Number(long bytes, int unit) =>
        (bytes / Math.Pow(1000, unit)).ToString(unit == 0 ? "0" : "0.0", CultureInfo.InvariantCulture);
}
