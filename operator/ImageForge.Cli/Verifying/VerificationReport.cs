using System.Globalization;
using ImageForge.Contracts.Results;

namespace ImageForge.Cli.Verifying;

/// <summary>Formats a verification.</summary>
internal static class VerificationReport
{
    private const int ShortDigest = 12;

    /// <summary>One row per image, then the devices.</summary>
    public static IEnumerable<string> Lines(Verification verification)
    {
        string[][] rows =
        [
            ["JOB", "VARIANT", "SHA-256", "AGAIN"],
            .. verification.Pairs.Select(Row),
        ];
        foreach (var row in rows)
        {
            var cells = row[..^1].Select((cell, i) => cell.PadRight(rows.Max(r => r[i].Length)));
            yield return string.Join("   ", cells.Append(row[^1]));
        }

        var (first, second) = (verification.First, verification.Second);
        yield return Both("runner", string.Join(", ", first.Runners), string.Join(", ", second.Runners));
        yield return Both("models", Named(first.Devices), Named(second.Devices));
    }

    /// <summary>Distinct errors.</summary>
    public static IEnumerable<string> Problems(Verification verification) =>
        verification.First.Problems.Union(verification.Second.Problems);

    private static string[] Row(VerifiedPair pair) =>
        [
            pair.Job,
            pair.Variant.ToString(CultureInfo.InvariantCulture),
            pair.Sha256[..ShortDigest],
            pair.Difference is null ? "same" : $"different: {pair.Difference}",
        ];

    private static string Named(IReadOnlyList<ComputeDevice> devices) =>
        devices.Count == 0 ? "none" : "ran on " + string.Join(", ", devices.Select(d => $"{d.Provider} ({d.Name})"));

    private static string Both(string subject, string first, string second) =>
        first == second ? $"{subject}: {first}" : $"{subject}: first {first}; second {second}";
}
