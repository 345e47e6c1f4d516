namespace ImageForge.Imaging.Noise;

/// <summary>
/// A named stream of seeded numbers. Streams are forked by name, so what one part of a picture draws never moves
/// another part.
/// </summary>
internal sealed class Dice(uint seed)
{
    private uint _counter;

    public uint Seed => seed;

    public Dice Fork(string name) => new(Hash.Mix(seed ^ Hash.Of(name)));

    public Dice Fork(int index) => new(Hash.At(seed, index, 0x5EED));

    /// <summary>The next number in [0, 1).</summary>
    public float Next() => Hash.Unit(Hash.Mix(seed + Hash.Mix(_counter++ + 0x68BC21EB)));

    public float Range(float from, float to) => from + ((to - from) * Next());

    /// <summary>An integer from 0 to count - 1.</summary>
    public int Index(int count) => Math.Min((int)(Next() * count), count - 1);

    public bool Chance(float probability) => Next() < probability;

    public T Pick<T>(ReadOnlySpan<T> from) => from[Index(from.Length)];
}
