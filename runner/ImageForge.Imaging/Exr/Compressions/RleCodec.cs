namespace ImageForge.Imaging.Exr.Compressions;

/// <summary>Run lengths: a count below zero precedes as many bytes as they are, else one byte is repeated.</summary>
internal sealed class RleCodec : IBlockCodec
{
    public void Expand(ReadOnlyMemory<byte> packed, BlockShape shape, Span<byte> raw)
    {
        using var planes = new Scratch<byte>(raw.Length);
        Expand(packed.Span, planes.Span);
        BytePlanes.Join(planes.Span, raw);
    }

    private static void Expand(ReadOnlySpan<byte> packed, Span<byte> target)
    {
        int to = 0;
        int from = 0;
        while (from < packed.Length)
        {
            int count = (sbyte)packed[from++];
            int length = count < 0 ? -count : count + 1;
            int needed = count < 0 ? length : 1;
            if (length > target.Length - to || needed > packed.Length - from)
            {
                throw new ImageFormatException("The EXR has run lengths that do not fit its lines.");
            }

            if (count < 0)
            {
                packed.Slice(from, length).CopyTo(target[to..]);
            }
            else
            {
                target.Slice(to, length).Fill(packed[from]);
            }

            from += needed;
            to += length;
        }

        if (to != target.Length)
        {
            throw new ImageFormatException("The EXR has lines that end early.");
        }
    }
}
