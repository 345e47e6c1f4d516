using System.Numerics;
using System.Runtime.Intrinsics;
using FsCheck;
using FsCheck.Fluent;
using ImageForge.Imaging.Exr;
using ImageForge.Imaging.Pixels;
using ImageForge.Imaging.Tests.Files;
using Xunit;

namespace ImageForge.Imaging.Tests.Exr;

public sealed class ExrRoundTripTests
{
    [Fact]
    public void Any_picture_comes_back_as_its_samples_hold_it() =>
        Check.QuickThrowOnFailure(
            Prop.ForAll(
                (
                    from w in Gen.Choose(1, 70)
                    from h in Gen.Choose(1, 40)
                    from seed in Gen.Choose(0, 1 << 20)
                    select (w, h, seed)
                ).ToArbitrary(),
                given =>
                {
                    using PixelBuffer picture = Light(given.w, given.h, given.seed);
                    return new[] { ExrPixelType.Half, ExrPixelType.Float }.All(type =>
                        new[] { ExrCompression.None, ExrCompression.Zip }.All(c => Returns(picture, type, c))
                    );
                }
            )
        );

    [Theory]
    [InlineData(ExrCompression.None)]
    [InlineData(ExrCompression.Zip)]
    public void The_bytes_are_the_same_with_any_number_of_threads(ExrCompression compression)
    {
        using PixelBuffer picture = KnownPictures.Smooth(300, 211, brightest: 8f);
        byte[] one = ExrEncoder.Encode(picture, new ExrOptions { Compression = compression, Threads = 1 });
        byte[] many = ExrEncoder.Encode(picture, new ExrOptions { Compression = compression, Threads = 4 });
        Assert.Equal(one, many);
    }

    [Fact]
    public void Vectors_round_as_the_platform_does()
    {
        // Every exponent with every pattern of the bits that decide the rounding, both signs.
        for (uint high = 0; high < 1 << 16; high++)
        {
            foreach (uint low in (uint[])[0, 1, 0x0FFF, 0x1000, 0x1001, 0x1FFF, 0x2FFF, 0x3000, 0x7000, 0xF000, 0xFFFF])
            {
                float value = BitConverter.UInt32BitsToSingle((high << 16) | low);
                if (float.IsNaN(value))
                {
                    continue;
                }

                ushort half = (ushort)HalfLine.ToHalf(Vector256.Create(value)).ToScalar();
                if (half != HalfLine.One(value))
                {
                    Assert.Fail($"{value:R} became {half:x4} instead of {HalfLine.One(value):x4}");
                }
            }
        }
    }

    [Fact]
    public void What_a_half_cannot_hold_is_its_largest_value()
    {
        using PixelBuffer picture = PixelBuffer.Allocate(3, 1);
        picture.Pixels(0)[0] = new Vector4(1e9f, float.PositiveInfinity, 65504f, 1f);
        using PixelBuffer back = ExrDecoder.Decode(ExrEncoder.Encode(picture));
        Assert.Equal(new Vector4(65504f, 65504f, 65504f, 1f), back.Pixels(0)[0]);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    [InlineData(100)]
    [InlineData(400)]
    [InlineData(2000)]
    public void A_file_that_is_cut_short_is_refused(int bytes)
    {
        byte[] file = ExrEncoder.Encode(KnownPictures.Random(40, 33, 5, opaque: true));
        Assert.Throws<ImageFormatException>(() => ExrDecoder.Decode(file.AsMemory(0, bytes)));
    }

    private static PixelBuffer Light(int width, int height, int seed)
    {
        var random = new System.Random(seed);
        PixelBuffer picture = PixelBuffer.Allocate(width, height);
        for (int y = 0; y < height; y++)
        {
            foreach (ref Vector4 p in picture.Pixels(y))
            {
                float strength = MathF.Pow(2f, random.Next(-30, 15));
                p = new Vector4(random.NextSingle(), random.NextSingle(), random.NextSingle(), 1f) * strength;
                p.W = random.NextSingle();
            }
        }

        return picture;
    }

    private static bool Returns(PixelBuffer picture, ExrPixelType type, ExrCompression compression)
    {
        byte[] file = ExrEncoder.Encode(picture, new ExrOptions { Samples = type, Compression = compression });
        using PixelBuffer back = ExrDecoder.Decode(file);
        for (int y = 0; y < picture.Height; y++)
        {
            ReadOnlySpan<float> a = picture.Row(y);
            ReadOnlySpan<float> b = back.Row(y);
            for (int i = 0; i < a.Length; i++)
            {
                if (b[i] != (type == ExrPixelType.Half ? (float)(Half)a[i] : a[i]))
                {
                    return false;
                }
            }
        }

        return true;
    }
}
