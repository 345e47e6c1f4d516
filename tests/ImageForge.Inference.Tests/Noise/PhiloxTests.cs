using ImageForge.Inference.Noise;
using Xunit;

namespace ImageForge.Inference.Tests.Noise;

/// <summary>Known answers that Random123 is published with (kat_vectors, philox 4x32 10).</summary>
public sealed class PhiloxTests
{
    [Fact]
    public void Zeros_give_the_known_words() =>
        Assert.Equal((0x6627E8D5u, 0xE169C58Du, 0xBC57AC4Cu, 0x9B00DBD8u), Philox.Words((0, 0, 0, 0), 0));

    [Fact]
    public void Ones_give_the_known_words() =>
        Assert.Equal(
            (0x408F276Du, 0x41C83B0Eu, 0xA20BC7C6u, 0x6D5451FDu),
            Philox.Words((uint.MaxValue, uint.MaxValue, uint.MaxValue, uint.MaxValue), ulong.MaxValue)
        );

    [Fact]
    public void Digits_of_pi_give_the_known_words() =>
        Assert.Equal(
            (0xD16CFE09u, 0x94FDCCEBu, 0x5001E420u, 0x24126EA1u),
            Philox.Words((0x243F6A88, 0x85A308D3, 0x13198A2E, 0x03707344), 0x299F31D0A4093822)
        );
}
