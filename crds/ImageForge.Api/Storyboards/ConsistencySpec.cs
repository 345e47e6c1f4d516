using ImageForge.Api.Schema;

namespace ImageForge.Api.Storyboards;

/// <summary>How alike frames must be.</summary>
/// <param name="Minimum">Overall score below which frames count as inconsistent.</param>
/// <param name="MaxRounds">How often corrections are applied at most.</param>
public sealed record ConsistencySpec([Number(0, 100)] int Minimum = 70, [Number(1, 3)] int MaxRounds = 1)
{
    /// <summary>What is done with the corrections that follow from issues.</summary>
    public CorrectionPolicy Corrections { get; init; }
}
