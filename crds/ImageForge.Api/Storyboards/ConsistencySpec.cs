namespace ImageForge.Api.Storyboards;

/// <summary>Consistency check of the frames.</summary>
/// <param name="Minimum">Overall score below which frames count as inconsistent.</param>
/// <param name="MaxRounds">Maximum number of correction rounds.</param>
public sealed record ConsistencySpec([Number(0, 100)] int Minimum = 70, [Number(1, 3)] int MaxRounds = 1)
{
    /// <summary>What is done with proposed corrections.</summary>
    public CorrectionPolicy Corrections { get; init; }
}
