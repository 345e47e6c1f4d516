using System.Globalization;

namespace ImageForge.Runtime.Informers;

/// <summary>Compares resourceVersions.</summary>
internal static class ResourceVersions
{
    /// <summary>Negative, zero or positive; null if they differ and are not comparable.</summary>
    public static int? Compare(string? left, string? right)
    {
        if (left == right)
        {
            return 0;
        }
        return Number(left) is { } a && Number(right) is { } b ? a.CompareTo(b) : null;
    }

    /// <summary>The later of two; the second if not comparable.</summary>
    public static string Later(string left, string right) => Compare(left, right) > 0 ? left : right;

    private static ulong? Number(string? version) =>
        ulong.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
