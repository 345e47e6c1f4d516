namespace ImageForge.Fuzz;

/// <summary>Changes inputs at random, the same way for the same seed.</summary>
internal sealed class Mutator(int seed)
{
    private const int MostChanges = 8;
    private const int LongestInput = 1 << 20;

    private static readonly uint[] Telling =
    [
        0,
        1,
        2,
        7,
        8,
        15,
        16,
        0x7F,
        0x80,
        0xFF,
        0x7FFF,
        0x8000,
        0xFFFF,
        0x10000,
        0x7FFFFFFF,
        0x80000000,
        0xFFFFFFFE,
        0xFFFFFFFF,
    ];

    private readonly Random _random = new(seed);

    public bool Half() => _random.Next(2) == 0;

    public byte[] Pick(IReadOnlyList<byte[]> pool) => pool[_random.Next(pool.Count)];

    public byte[] Change(byte[] input, IReadOnlyList<byte[]> pool)
    {
        var bytes = new List<byte>(input);
        for (int i = _random.Next(1, MostChanges + 1); i > 0; i--)
        {
            Once(bytes, pool);
        }

        return bytes.Count <= LongestInput ? [.. bytes] : [.. bytes.Take(LongestInput)];
    }

    private void Once(List<byte> bytes, IReadOnlyList<byte[]> pool)
    {
        if (bytes.Count == 0)
        {
            bytes.Add((byte)_random.Next(256));
            return;
        }

        // Headers are where lengths and kinds are: half of the changes go to the front.
        int at = _random.Next(Half() ? bytes.Count : Math.Min(bytes.Count, 256));
        switch (_random.Next(8))
        {
            case 0:
                bytes[at] ^= (byte)(1 << _random.Next(8));
                break;
            case 1:
                bytes[at] = (byte)_random.Next(256);
                break;
            case 2:
                Number(bytes, at);
                break;
            case 3:
                bytes.RemoveRange(at, Math.Min(_random.Next(1, 64), bytes.Count - at));
                break;
            case 4:
                bytes.InsertRange(at, Run());
                break;
            case 5:
                bytes.InsertRange(at, bytes.GetRange(at, Math.Min(_random.Next(1, 256), bytes.Count - at)));
                break;
            case 6:
                bytes.RemoveRange(at, bytes.Count - at);
                break;
            default:
                Splice(bytes, at, Pick(pool));
                break;
        }
    }

    private void Number(List<byte> bytes, int at)
    {
        uint value = Telling[_random.Next(Telling.Length)];
        int length = 1 << _random.Next(3);
        bool big = Half();
        for (int i = 0; i < length && at + i < bytes.Count; i++)
        {
            bytes[at + i] = (byte)(value >> (8 * (big ? length - 1 - i : i)));
        }
    }

    private byte[] Run()
    {
        byte[] run = new byte[_random.Next(1, 64)];
        if (Half())
        {
            _random.NextBytes(run);
        }

        return run;
    }

    private void Splice(List<byte> bytes, int at, byte[] other)
    {
        int from = _random.Next(other.Length + 1);
        int length = _random.Next(other.Length - from + 1);
        bytes.RemoveRange(at, Math.Min(length, bytes.Count - at));
        bytes.InsertRange(at, other.AsSpan(from, length).ToArray());
    }
}
