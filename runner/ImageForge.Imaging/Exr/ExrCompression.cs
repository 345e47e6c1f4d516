namespace ImageForge.Imaging.Exr;

/// <summary>How lines are compressed, as the format numbers it. None, RLE, ZIPS and ZIP are read; None and ZIP written.</summary>
public enum ExrCompression
{
    /// <summary>Not at all.</summary>
    None = 0,

    /// <summary>Run lengths, line by line.</summary>
    Rle = 1,

    /// <summary>zlib, line by line.</summary>
    Zips = 2,

    /// <summary>zlib, sixteen lines at a time.</summary>
    Zip = 3,

    /// <summary>Wavelets.</summary>
    Piz = 4,

    /// <summary>Floats cut to 24 bits.</summary>
    Pxr24 = 5,

    /// <summary>Blocks of fixed size.</summary>
    B44 = 6,

    /// <summary>Blocks, smaller where uniform.</summary>
    B44A = 7,

    /// <summary>Cosine transform of 32 lines.</summary>
    Dwaa = 8,

    /// <summary>Cosine transform of 256 lines.</summary>
    Dwab = 9,
}
