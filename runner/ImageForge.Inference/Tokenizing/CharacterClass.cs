namespace ImageForge.Inference.Tokenizing;

/// <summary>What characters of a word have in common.</summary>
internal enum CharacterClass
{
    Space,
    Letter,
    Number,
    Other,
}
