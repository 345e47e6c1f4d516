using System.Text;
using ImageForge.Inference.Errors;

namespace ImageForge.Inference.Tokenizing;

/// <summary>Entries and merges of a byte-level vocabulary whose words end in <c>&lt;/w&gt;</c>. Read by any number of threads.</summary>
internal sealed class ClipVocabulary
{
    private const string EndOfWord = "</w>";

    private readonly Dictionary<string, int> _ids;
    private readonly MergeTable _merges;
    private readonly int[] _inside = new int[256];
    private readonly int[] _atEnd = new int[256];
    private readonly Dictionary<int, string> _entries;

    /// <param name="ids">Entries and their ids.</param>
    /// <param name="merges">Pairs of entries, the first learnt first.</param>
    /// <param name="unknown">The entry that stands for bytes that have none.</param>
    /// <exception cref="ModelInvalidException">A merge is not made of entries.</exception>
    public ClipVocabulary(
        IReadOnlyDictionary<string, int> ids,
        IReadOnlyList<(string Left, string Right)> merges,
        string unknown
    )
    {
        _ids = new Dictionary<string, int>(ids, StringComparer.Ordinal);
        _entries = [];
        foreach ((string entry, int id) in ids)
        {
            _entries[id] = entry;
        }

        int unknownId = IdOf(unknown);
        for (int value = 0; value < 256; value++)
        {
            string letter = ByteAlphabet.Letter((byte)value).ToString();
            _inside[value] = ids.TryGetValue(letter, out int id) ? id : unknownId;
            _atEnd[value] = ids.TryGetValue(letter + EndOfWord, out id) ? id : unknownId;
        }

        _merges = new MergeTable([
            .. merges.Select((m, rank) => (IdOf(m.Left), IdOf(m.Right), new Merge(rank, IdOf(m.Left + m.Right)))),
        ]);
    }

    /// <summary>The id of an entry.</summary>
    /// <exception cref="ModelInvalidException">There is no such entry.</exception>
    public int IdOf(string entry) =>
        _ids.TryGetValue(entry, out int id)
            ? id
            : throw new ModelInvalidException($"the tokenizer's vocabulary has no entry '{entry}'");

    /// <summary>The id of a byte inside of a word, or of its last.</summary>
    public int IdOf(byte value, bool endsWord) => endsWord ? _atEnd[value] : _inside[value];

    /// <summary>What becomes of two neighbours.</summary>
    public Merge MergeOf(int left, int right) => _merges.Of(left, right);

    /// <summary>The entry of an id; empty where there is none.</summary>
    public string EntryOf(int id) => _entries.GetValueOrDefault(id, "");

    /// <summary>The text of ids, words parted by spaces.</summary>
    public string TextOf(ReadOnlySpan<int> ids)
    {
        var bytes = new List<byte>();
        foreach (int id in ids)
        {
            string entry = EntryOf(id);
            bool endsWord = entry.EndsWith(EndOfWord, StringComparison.Ordinal);
            bytes.AddRange(ByteAlphabet.Decode(endsWord ? entry[..^EndOfWord.Length] : entry));
            if (endsWord)
            {
                bytes.Add((byte)' ');
            }
        }

        return Encoding.UTF8.GetString([.. bytes]).Trim();
    }
}
