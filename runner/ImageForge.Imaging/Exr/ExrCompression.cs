namespace ImageForge.Imaging.Exr;

/// <summary>How blocks are compressed, as the format numbers it. None to B44A are read; None and ZIP are written.</summary>
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

    /// <summary>Wavelets and Huffman codes, 32 lines at a time.</summary>
    Piz = 4,

    /// <summary>Floats cut to 24 bits, then zlib, sixteen lines at a time. Lossy for floats.</summary>
    Pxr24 = 5,

    /// <summary>Four by four halves in fourteen bytes, 32 lines at a time. Lossy.</summary>
    B44 = 6,

    /// <summary>The same with three bytes where all sixteen are equal.</summary>
    B44A = 7,

    /// <summary>Cosine transform of 32 lines. Lossy.</summary>
    Dwaa = 8,

    /// <summary>Cosine transform of 256 lines. Lossy.</summary>
    Dwab = 9,

    /// <summary>High-throughput JPEG 2000, 256 lines at a time.</summary>
    Htj2k256 = 10,

    /// <summary>High-throughput JPEG 2000, 32 lines at a time.</summary>
    Htj2k32 = 11,
}
