using System.Globalization;

namespace ImageForge.Scale;

/// <summary>Something could not be measured.</summary>
internal sealed class ScaleException(string message) : Exception(message);

/// <summary>What to measure.</summary>
/// <param name="Jobs">Number of GenerationJobs.</param>
/// <param name="Baseline">A controller to compare with, such as tests/baselines/client-go; null for none.</param>
/// <param name="Rounds">How often the operator and the baseline create children, alternating.</param>
/// <param name="Part">One part alone: children or life; null for both.</param>
internal sealed record ScaleOptions(int Jobs, string? Baseline, int Rounds, string? Part)
{
    public static ScaleOptions Parse(IReadOnlyList<string> args)
    {
        var options = new ScaleOptions(1000, null, 2, null);
        for (var i = 0; i < args.Count; i++)
        {
            options = args[i] switch
            {
                "--baseline" => options with { Baseline = Next(ref i) },
                "--rounds" => options with { Rounds = Number(Next(ref i)) },
                "--part" => options with { Part = Next(ref i) },
                var count => options with { Jobs = Number(count) },
            };
        }

        return options;

        string Next(ref int i) => ++i < args.Count ? args[i] : throw new ScaleException($"{args[i - 1]} needs a value");
    }

    private static int Number(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0
            ? number
            : throw new ScaleException($"\"{text}\" is not a positive number");
}
