using System.Runtime.InteropServices;

namespace ImageForge.Inference.Onnx;

/// <summary>Keys and values for C, as two lists of texts.</summary>
internal sealed unsafe class Utf8Pairs : IDisposable
{
    private readonly Utf8[] _texts;
    private readonly byte** _lists;

    public Utf8Pairs(IReadOnlyDictionary<string, string> pairs)
    {
        Count = pairs.Count;
        _texts = new Utf8[2 * Count];
        // At least one, because lists of none may still be looked at.
        _lists = (byte**)NativeMemory.AllocZeroed((nuint)Math.Max(_texts.Length, 1), (nuint)sizeof(byte*));
        int next = 0;
        foreach ((string key, string value) in pairs)
        {
            _texts[next] = new Utf8(key);
            _texts[next + Count] = new Utf8(value);
            _lists[next] = _texts[next].Text;
            _lists[next + Count] = _texts[next + Count].Text;
            next++;
        }
    }

    /// <summary>How many pairs there are.</summary>
    public int Count { get; }

    /// <summary>The keys.</summary>
    public byte** Keys => _lists;

    /// <summary>The values, in the keys' order.</summary>
    public byte** Values => _lists + Count;

    public void Dispose()
    {
        foreach (Utf8 text in _texts)
        {
            text.Dispose();
        }

        NativeMemory.Free(_lists);
    }
}
