namespace ImageForge.Inference.Noise;

/// <summary>Unit normal noise of which every element has an address: the same in whatever order and on however many threads.</summary>
internal static class NormalNoise
{
    private const int Block = 4;

    /// <summary>Fills a span with a part of a draw.</summary>
    /// <param name="address">Which draw.</param>
    /// <param name="into">Filled.</param>
    /// <param name="first">Index in the draw of the first element; up to 2³⁴ elements.</param>
    public static void Fill(NoiseAddress address, Span<float> into, long first = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(first);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(first + into.Length, (long)Block << 32, nameof(first));
        Span<float> block = stackalloc float[Block];
        int done = 0;
        while (done < into.Length)
        {
            long element = first + done;
            int skipped = (int)(element % Block);
            int taken = Math.Min(Block - skipped, into.Length - done);
            Write(address, (uint)(element / Block), block);
            block.Slice(skipped, taken).CopyTo(into[done..]);
            done += taken;
        }
    }

    private static void Write(NoiseAddress address, uint index, Span<float> block)
    {
        (uint a, uint b, uint c, uint d) = Philox.Words(
            (index, (uint)address.Draw, (uint)address.Variant, (uint)address.Stream),
            (ulong)address.Seed
        );
        (block[0], block[1]) = BoxMuller.Normals(a, b);
        (block[2], block[3]) = BoxMuller.Normals(c, d);
    }
}
