namespace ImageForge.Artifacts.Errors;

/// <summary>A key that no store takes.</summary>
public sealed class InvalidKeyException(string key, string reason)
    : StoreException($"object key '{Shown(key)}' {reason}", null)
{
    private const int Longest = 100;

    // Control characters must not reach a log or a terminal.
    private static string Shown(string key)
    {
        var text = key.Length <= Longest ? key : key[..Longest] + "…";
        return string.Concat(text.Select(c => char.IsControl(c) || char.IsSurrogate(c) ? '?' : c));
    }
}
