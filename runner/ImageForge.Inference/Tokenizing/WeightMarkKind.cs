namespace ImageForge.Inference.Tokenizing;

/// <summary>What a place in a prompt means.</summary>
internal enum WeightMarkKind
{
    /// <summary>What it says.</summary>
    Text,

    /// <summary>The character after the backslash.</summary>
    Escape,
    OpenRound,
    CloseRound,
    OpenSquare,
    CloseSquare,
}
