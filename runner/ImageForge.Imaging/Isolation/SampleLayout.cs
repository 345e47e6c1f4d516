namespace ImageForge.Imaging.Isolation;

/// <summary>What the samples are that a decoding process hands over: RGB, with straight alpha unless all is opaque.</summary>
internal enum SampleLayout
{
    /// <summary>sRGB, 8 bits.</summary>
    Bytes = 1,

    /// <summary>sRGB, 16 bits in this machine's byte order.</summary>
    Words = 2,

    /// <summary>
    /// sRGB, 16 bits of which both bytes are the same, so that one is sent: what a conversion of 8 bits from a profile of sRGB gives.
    /// </summary>
    TwinBytes = 3,

    /// <summary>Linear light, 32-bit float.</summary>
    Floats = 4,
}
