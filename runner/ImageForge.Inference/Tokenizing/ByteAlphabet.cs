using System.Text;

namespace ImageForge.Inference.Tokenizing;

/// <summary>
/// The letters that byte-level vocabularies write bytes with: printable Latin-1 stands for itself, the other bytes in their order
/// for the code points from 256.
/// </summary>
internal static class ByteAlphabet
{
    private static readonly char[] Letters = Create();
    private static readonly Dictionary<char, byte> Bytes = Letters
        .Select((letter, index) => (letter, index))
        .ToDictionary(pair => pair.letter, pair => (byte)pair.index);

    public static char Letter(byte value) => Letters[value];

    /// <summary>The bytes of a word written in letters; what is no letter stands for its own UTF-8.</summary>
    public static byte[] Decode(string letters)
    {
        var bytes = new List<byte>(letters.Length);
        foreach (Rune rune in letters.EnumerateRunes())
        {
            if (rune.IsBmp && Bytes.TryGetValue((char)rune.Value, out byte value))
            {
                bytes.Add(value);
            }
            else
            {
                bytes.AddRange(Encoding.UTF8.GetBytes(rune.ToString()));
            }
        }

        return [.. bytes];
    }

    private static char[] Create()
    {
        var letters = new char[256];
        int other = 256;
        for (int value = 0; value < letters.Length; value++)
        {
            bool isPrintable = value is (>= '!' and <= '~') or (>= 0xA1 and <= 0xAC) or (>= 0xAE and <= 0xFF);
            letters[value] = isPrintable ? (char)value : (char)other++;
        }

        return letters;
    }
}
