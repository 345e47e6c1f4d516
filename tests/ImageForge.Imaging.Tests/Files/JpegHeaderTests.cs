using ImageForge.Imaging.Files;
using ImageForge.Imaging.Pixels;
using Xunit;

namespace ImageForge.Imaging.Tests.Files;

public sealed class JpegHeaderTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(new byte[] { 0 })]
    [InlineData(new byte[] { 0, 1, 2, 3, 0xFE })]
    [InlineData(new byte[] { 0xFF, 0x00 })]
    [InlineData(new byte[] { 0xFF, 0xFF, 0xFF })]
    public async Task Stray_bytes_between_segments_are_skipped(byte[] stray)
    {
        using PixelBuffer picture = KnownPictures.Smooth(40, 24);
        byte[] plain = ImageEncoder.Encode(picture, new EncodeOptions { Format = ImageFormat.Jpeg, Quality = 95 });
        using DecodedImage expected = await new ImageDecoder().DecodeAsync(plain, Token);
        foreach (int at in Segments(plain).Skip(1))
        {
            byte[] file = [.. plain[..at], .. stray, .. plain[at..]];
            using DecodedImage image = await new ImageDecoder().DecodeAsync(file, Token);
            Assert.Equal(expected.Pixels.ToSrgb(), image.Pixels.ToSrgb());
        }
    }

    [Theory]
    [InlineData(0xC3, 8, "lossless coding")]
    [InlineData(0xC5, 8, "hierarchical coding")]
    [InlineData(0xCB, 8, "lossless coding")]
    [InlineData(0xCD, 8, "hierarchical coding")]
    [InlineData(0xC1, 12, "12-bit samples")]
    [InlineData(0xC2, 12, "12-bit samples")]
    public void A_process_that_is_not_decoded_is_refused_by_name(byte frame, byte bits, string name)
    {
        byte[] file = [0xFF, 0xD8, 0xFF, frame, 0, 11, bits, 0, 16, 0, 16, 1, 1, 0x11, 0, 0xFF, 0xD9];
        ImageFormatException error = Assert.Throws<ImageFormatException>(() =>
            ImageHeader.Read(file, new DecodeLimits())
        );
        Assert.Contains(name, error.Message, StringComparison.Ordinal);
    }

    /// <summary>Where each marker of a JPEG before its data begins.</summary>
    private static List<int> Segments(byte[] file)
    {
        var places = new List<int>();
        for (int at = 2; ; at += 2 + (file[at + 2] << 8 | file[at + 3]))
        {
            places.Add(at);
            if (file[at + 1] == 0xDA)
            {
                return places;
            }
        }
    }
}
