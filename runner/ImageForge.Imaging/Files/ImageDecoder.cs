using System.Numerics;
using System.Runtime.InteropServices;
using ImageForge.Imaging.Color;
using ImageForge.Imaging.Exr;
using ImageForge.Imaging.Isolation;
using ImageForge.Imaging.Pixels;
using ImageForge.Imaging.Png;
using ImageForge.Imaging.Vips;

namespace ImageForge.Imaging.Files;

/// <summary>
/// Reads untrusted files. The header is checked against limits before anything else; PNG and EXR are decoded here, in managed
/// code; JPEG, WebP, AVIF and TIFF, and PNG with an embedded profile, by libvips in a process of their own that may crash or hang
/// without harm.
/// </summary>
/// <param name="limits">What a file may ask for at most.</param>
/// <param name="program">The program that is that process; the runner beside this program if not given.</param>
public sealed class ImageDecoder(DecodeLimits? limits = null, string? program = null)
{
    private readonly DecodeLimits _limits = limits ?? new DecodeLimits();
    private readonly DecoderProcesses _processes = new(program ?? Path.Combine(AppContext.BaseDirectory, "runner"));

    /// <summary>Whether files whose address ends in this are decoded by a process of their own.</summary>
    /// <param name="extension">With its dot, such as <c>.jpg</c>.</param>
    public static bool NeedsProcess(string extension) =>
        extension.ToUpperInvariant() is ".JPG" or ".JPEG" or ".WEBP" or ".AVIF" or ".TIF" or ".TIFF";

    /// <summary>
    /// Says that files will be decoded which need processes of their own: a few are started before their files are there, and wait.
    /// </summary>
    /// <param name="files">How many; more may come, and fewer. A later call replaces it.</param>
    /// <returns>What ends the processes that wait, once no more files come.</returns>
    public IDisposable Expect(int files) => _processes.Expect(VipsLibrary.Find() is null ? 0 : files);

    /// <summary>Decodes a file.</summary>
    /// <exception cref="ImageFormatException">It is none of the formats, is broken, or is larger than the limits.</exception>
    /// <exception cref="VipsUnavailableException">The format needs libvips, which is missing.</exception>
    public async Task<DecodedImage> DecodeAsync(ReadOnlyMemory<byte> file, CancellationToken cancellation = default)
    {
        ImageHeader header = ImageHeader.Read(file.Span, _limits);
        switch (header.Format)
        {
            case ImageFormat.Png:
                PngChunks chunks = PngChunks.Read(file, _limits);
                if (!chunks.Color.HasProfile)
                {
                    return new DecodedImage(PngDecoder.Decode(chunks), header.Format, chunks.Header.BitDepth);
                }

                // Bare: no damage of ancillary chunks reaches the other decoder, and which chunk counts was settled here.
                DecodedImage stored = await ByVipsAsync(
                    chunks.Bare(),
                    header,
                    "PNG with a colour profile",
                    cancellation
                );
                return stored with { Pixels = Orientation.Apply(stored.Pixels, chunks.Orientation) };
            case ImageFormat.Exr:
                ExrPart part = ExrPart.Read(file.Span, _limits);
                return new DecodedImage(ExrDecoder.Decode(file, _limits), header.Format, part.Derived ? 8 : 16)
                {
                    PixelAspectRatio = part.PixelAspectRatio,
                };
            case ImageFormat.Avif when AvifHeader.Read(file.Span).Primaries is { } primaries:
                DecodedImage wide = await ByVipsAsync(file, header, header.Format.Name(), cancellation);
                return wide with { Pixels = wide.Pixels.After(pixels => Convert(pixels, primaries)) };
            default:
                return await ByVipsAsync(file, header, header.Format.Name(), cancellation);
        }
    }

    private static void Convert(PixelBuffer image, Chromaticities primaries)
    {
        ColorMatrix matrix = ColorMatrix.ToRec709(primaries)!.Value;
        foreach (ref Vector4 pixel in MemoryMarshal.Cast<float, Vector4>(image.Data))
        {
            pixel = LightRange.Clip(matrix.Apply(pixel));
        }
    }

    private async Task<DecodedImage> ByVipsAsync(
        ReadOnlyMemory<byte> file,
        ImageHeader header,
        string kind,
        CancellationToken cancellation
    )
    {
        if (VipsLibrary.Find() is null)
        {
            throw VipsLibrary.Missing(kind);
        }

        return await new DecodeProcess(_processes, _limits).DecodeAsync(file, header, cancellation);
    }
}

/// <summary>A file that was read.</summary>
/// <param name="Pixels">The picture, upright, in linear light. The receiver disposes of it.</param>
/// <param name="Format">What the file was.</param>
/// <param name="Bits">Bits a sample in the file.</param>
public sealed record DecodedImage(PixelBuffer Pixels, ImageFormat Format, int Bits) : IDisposable
{
    /// <summary>Whether the file had no more than 8 bits a sample, so that what is made of it is derived.</summary>
    public bool IsDerived => Bits <= 8;

    /// <summary>Width of a pixel by its height, as the file says; another than 1 is not applied. Only of EXR files.</summary>
    public float PixelAspectRatio { get; init; } = 1;

    /// <summary>Gives the picture's memory back.</summary>
    public void Dispose() => Pixels.Dispose();
}
