namespace ImageForge.DevCluster.Cel;

/// <summary>A word of an expression. <paramref name="Text"/> of a string is its content with escapes resolved.</summary>
internal readonly record struct CelToken(CelTokenKind Kind, string Text, int Position)
{
    public bool Is(string symbol) => Kind == CelTokenKind.Symbol && Text == symbol;
}

internal enum CelTokenKind
{
    End,
    Identifier,
    Int,
    Uint,
    Double,
    String,
    Bytes,
    Symbol,
}
