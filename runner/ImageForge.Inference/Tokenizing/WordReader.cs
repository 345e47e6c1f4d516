using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace ImageForge.Inference.Tokenizing;

/// <summary>
/// Parts text into words as CLIP's pattern does, by the first alternative that fits: the name of a special token, an English
/// contraction, letters, one digit, or others up to white space.
/// </summary>
internal sealed class WordReader(BytePairs pairs, List<int> into)
{
    private const int DottedCapitalI = 0x130;
    private const int CombiningDotAbove = 0x307;

    private static readonly int[][] Contractions =
    [
        ['\'', 's'],
        ['\'', 't'],
        ['\'', 'r', 'e'],
        ['\'', 'v', 'e'],
        ['\'', 'm'],
        ['\'', 'l', 'l'],
        ['\'', 'd'],
    ];

    /// <summary>Names of special tokens, which are text here: those in small letters have been cut out before.</summary>
    private static readonly int[][] Names =
    [
        [.. "<|startoftext|>".Select(c => (int)c)],
        [.. "<|endoftext|>".Select(c => (int)c)],
    ];

    private static readonly CharacterClass[] Ascii =
    [
        .. Enumerable
            .Range(0, 128)
            .Select(c => Classify(CharUnicodeInfo.GetUnicodeCategory(c), char.IsWhiteSpace((char)c))),
    ];

    private readonly List<int> _points = [];
    private readonly List<int> _lower = [];
    private byte[] _bytes = new byte[64];

    /// <summary>Adds the ids of a text that has no special token in it.</summary>
    public void Read(ReadOnlySpan<char> text)
    {
        _points.Clear();
        foreach (Rune rune in text.EnumerateRunes())
        {
            _points.Add(rune.Value);
        }

        Nfc.Normalize(_points);
        Lower();
        ReadOnlySpan<int> left = CollectionsMarshal.AsSpan(_lower);
        while (!left.IsEmpty)
        {
            if (left[0] == '<' && TryReadName(ref left))
            {
                continue;
            }

            int length = LengthOfWord(left);
            if (length == 0)
            {
                left = left[1..];
                continue;
            }

            Encode(left[..length]);
            left = left[length..];
        }
    }

    /// <summary>
    /// The pattern takes a name as a word, which transformers parts once more, at its letters: what follows the name does not
    /// belong to its end.
    /// </summary>
    private bool TryReadName(ref ReadOnlySpan<int> left)
    {
        const int Brackets = 2;
        foreach (int[] name in Names)
        {
            if (left.StartsWith(name))
            {
                Encode(left[..Brackets]);
                Encode(left[Brackets..(name.Length - Brackets)]);
                Encode(left[(name.Length - Brackets)..name.Length]);
                left = left[name.Length..];
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// Point by point, so that a capital sigma is never a final one. Of all capitals one alone becomes two points, which
    /// ToLowerInvariant leaves as it is.
    /// </summary>
    private void Lower()
    {
        _lower.Clear();
        foreach (int point in _points)
        {
            if (point == DottedCapitalI)
            {
                _lower.Add('i');
                _lower.Add(CombiningDotAbove);
            }
            else
            {
                _lower.Add(Rune.ToLowerInvariant(new Rune(point)).Value);
            }
        }
    }

    /// <summary>Points of the word at the beginning; 0 at white space.</summary>
    private static int LengthOfWord(ReadOnlySpan<int> points)
    {
        if (points[0] == '\'')
        {
            foreach (int[] contraction in Contractions)
            {
                if (points.StartsWith(contraction))
                {
                    return contraction.Length;
                }
            }
        }

        CharacterClass first = ClassOf(points[0]);
        if (first is CharacterClass.Space)
        {
            return 0;
        }

        int length = 1;
        while (first is not CharacterClass.Number && length < points.Length && ClassOf(points[length]) == first)
        {
            length++;
        }

        return length;
    }

    private static CharacterClass ClassOf(int point) =>
        point < Ascii.Length
            ? Ascii[point]
            : Classify(CharUnicodeInfo.GetUnicodeCategory(point), Rune.IsWhiteSpace(new Rune(point)));

    private static CharacterClass Classify(UnicodeCategory category, bool isWhiteSpace) =>
        category switch
        {
            _ when isWhiteSpace => CharacterClass.Space,
            <= UnicodeCategory.OtherLetter => CharacterClass.Letter,
            >= UnicodeCategory.DecimalDigitNumber and <= UnicodeCategory.OtherNumber => CharacterClass.Number,
            _ => CharacterClass.Other,
        };

    private void Encode(ReadOnlySpan<int> word)
    {
        const int MostBytesOfPoint = 4;
        if (_bytes.Length < word.Length * MostBytesOfPoint)
        {
            _bytes = new byte[word.Length * MostBytesOfPoint];
        }

        int count = 0;
        foreach (int point in word)
        {
            count += new Rune(point).EncodeToUtf8(_bytes.AsSpan(count));
        }

        pairs.Encode(_bytes.AsSpan(0, count), into);
    }
}

/// <summary>What characters of a word have in common.</summary>
internal enum CharacterClass
{
    Space,
    Letter,
    Number,
    Other,
}
