namespace ImageForge.Inference.Tokenizing;

/// <summary>What becomes of two neighbouring symbols.</summary>
/// <param name="Rank">The earlier it was learnt, the lower.</param>
/// <param name="Id">The symbol that both become.</param>
internal readonly record struct Merge(int Rank, int Id)
{
    /// <summary>Comes after all ranks.</summary>
    public const int NoRank = int.MaxValue;

    /// <summary>They stay two.</summary>
    public static Merge None { get; } = new(NoRank, -1);
}
