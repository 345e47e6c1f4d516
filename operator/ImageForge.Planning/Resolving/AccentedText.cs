using System.Globalization;
using System.Text;
using ImageForge.Contracts.Unicode;

namespace ImageForge.Planning.Resolving;

/// <summary>Puts marks that follow their letters together with them, as Unicode's composed form (NFC, UAX 15) has them.</summary>
internal static class AccentedText
{
    /// <summary>
    /// The text with each letter and its marks, in any order, as one character where Unicode has one. What has no marks stays
    /// as it is: the normal form would exchange some characters for others that look alike, which a typeface may lack.
    /// </summary>
    public static string Compose(string text)
    {
        var composed = new StringBuilder(text.Length);
        var sequence = new List<int>();
        foreach (var rune in text.EnumerateRunes())
        {
            if (!IsMark(rune))
            {
                Flush();
            }

            sequence.Add(rune.Value);
        }

        Flush();
        return composed.ToString();

        void Flush()
        {
            if (sequence.Count > 1)
            {
                Nfc.Normalize(sequence);
            }

            sequence.ForEach(point => composed.Append(new Rune(point).ToString()));
            sequence.Clear();
        }
    }

    private static bool IsMark(Rune rune) =>
        Rune.GetUnicodeCategory(rune)
            is UnicodeCategory.NonSpacingMark
                or UnicodeCategory.SpacingCombiningMark
                or UnicodeCategory.EnclosingMark;
}
