using ImageForge.Imaging;
using ImageForge.Imaging.Exr;
using ImageForge.Imaging.Files;
using ImageForge.Imaging.Pixels;

namespace ImageForge.Fuzz.Subjects;

internal sealed class ExrSubject : IFuzzSubject
{
    public string Name => "exr";

    public TimeSpan Limit => TimeSpan.FromSeconds(20);

    public long MostBytes => Small.MostBytes;

    public IEnumerable<byte[]> Seeds() =>
        [
            Small.File(new EncodeOptions { Format = ImageFormat.Exr }),
            Small.File(new EncodeOptions { Format = ImageFormat.Exr, Compression = 0 }),
            Small.File(new EncodeOptions { Format = ImageFormat.Exr, BitDepth = 32 }, opaque: false),
        ];

    // It has no checksums of its own.
    public byte[] Repair(byte[] input) => input;

    public Task<string?> ReadAsync(byte[] input)
    {
        try
        {
            using PixelBuffer picture = ExrDecoder.Decode(input, Small.Limits);
            foreach (float value in picture.Row(picture.Height - 1))
            {
                if (!float.IsFinite(value))
                {
                    throw new InvalidOperationException("A pixel is not finite.");
                }
            }

            return Task.FromResult<string?>(null);
        }
        catch (ImageFormatException e)
        {
            return Task.FromResult<string?>(e.Message);
        }
    }
}
