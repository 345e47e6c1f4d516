namespace ImageForge.Inference.Noise;

/// <summary>
/// Philox4x32-10 (Salmon et al., "Parallel random numbers: as easy as 1, 2, 3", 2011): four random words out of a counter and a
/// key, without a state, so that any part of a stream can be made by itself.
/// </summary>
internal static class Philox
{
    private const int Rounds = 10;
    private const uint MultiplierA = 0xD2511F53;
    private const uint MultiplierB = 0xCD9E8D57;
    private const uint WeylA = 0x9E3779B9;
    private const uint WeylB = 0xBB67AE85;

    /// <summary>The four words of a counter.</summary>
    /// <param name="counter">Which words; 128 bits.</param>
    /// <param name="key">Of which stream; the low half is the first word of the key.</param>
    public static (uint A, uint B, uint C, uint D) Words((uint A, uint B, uint C, uint D) counter, ulong key)
    {
        (uint a, uint b, uint c, uint d) = counter;
        uint keyA = (uint)key;
        uint keyB = (uint)(key >> 32);
        for (int round = 0; round < Rounds; round++)
        {
            ulong first = (ulong)MultiplierA * a;
            ulong second = (ulong)MultiplierB * c;
            (a, b, c, d) = ((uint)(second >> 32) ^ b ^ keyA, (uint)second, (uint)(first >> 32) ^ d ^ keyB, (uint)first);
            keyA += WeylA;
            keyB += WeylB;
        }

        return (a, b, c, d);
    }
}
