using System.Buffers.Binary;
using System.Numerics;
using ImageForge.Imaging.Exr;
using ImageForge.Imaging.Pixels;
using Xunit;

namespace ImageForge.Imaging.Tests.Exr;

/// <summary>Files of every kind that OpenEXR's own library wrote, pixel for pixel, and what such files are refused for.</summary>
public sealed class ExrFilesTests
{
    [Theory]
    [InlineData("lines-none-half", "RGBA")]
    [InlineData("lines-rle-half", "RGBA")]
    [InlineData("lines-zips-half", "RGBA")]
    [InlineData("lines-zip-half", "RGBA")]
    [InlineData("lines-piz-half", "RGBA")]
    [InlineData("lines-pxr24-half", "RGBA")]
    [InlineData("lines-piz-float", "RGB")]
    [InlineData("lines-pxr24-float", "RGB")]
    [InlineData("lines-b44-float", "YYY")]
    [InlineData("lines-piz-decreasing", "RGB")]
    [InlineData("lines-zip-grey", "YYY")]
    [InlineData("lines-zip-layer", "RGB")]
    [InlineData("tiles-zip-one", "RGBA")]
    [InlineData("tiles-piz-mipmap", "RGBA")]
    [InlineData("tiles-pxr24-ripmap", "RGBA")]
    [InlineData("tiles-rle-random", "RGBA")]
    [InlineData("parts", "RGBA")]
    public void Each_kind_of_file_has_the_light_that_was_written(string name, string channels) =>
        AssertHolds(name, channels, value => value);

    [Theory]
    [InlineData("lines-rle-uint")]
    [InlineData("lines-pxr24-uint")]
    public void Integers_are_light_as_they_are(string name) =>
        AssertHolds(name, "RGB", value => MathF.Truncate(value * 8f));

    [Theory]
    [InlineData("lines-b44-half")]
    [InlineData("lines-b44a-half")]
    public void B44_has_the_light_that_OpenEXR_unpacks(string name)
    {
        using PixelBuffer ours = ExrDecoder.Decode(ExrFile.Read(name));
        using PixelBuffer theirs = ExrDecoder.Decode(ExrFile.Read(name + "-expected"));
        Assert.Equal(theirs.Data.ToArray(), ours.Data.ToArray());
    }

    [Fact]
    public void The_pixels_are_the_same_with_any_number_of_threads()
    {
        foreach (string name in ExrFile.Names().Where(n => n.StartsWith("tiles", StringComparison.Ordinal)))
        {
            using PixelBuffer one = ExrDecoder.Decode(ExrFile.Read(name), threads: 1);
            using PixelBuffer many = ExrDecoder.Decode(ExrFile.Read(name), threads: 4);
            Assert.Equal(one.Data.ToArray(), many.Data.ToArray());
        }
    }

    [Theory]
    [InlineData(8, "DWAA")]
    [InlineData(9, "DWAB")]
    [InlineData(10, "HTJ2K")]
    [InlineData(11, "HTJ2K")]
    [InlineData(99, "number 99")]
    public void A_compression_that_is_not_supported_is_refused_by_name(byte number, string name) =>
        AssertRefused(
            ExrFile.Read("lines-zip-half").With("compression", 0, number),
            $"compression {name} is not supported"
        );

    [Fact]
    public void Deep_data_are_refused_by_name()
    {
        byte[] file = ExrFile.Read("lines-zip-half");
        file[5] |= 0x08;
        AssertRefused(file, "deep data, which are not supported");
    }

    [Fact]
    public void Chroma_is_refused_by_name() =>
        AssertRefused(WithChannels("BY", "RY", "Y"), "luminance and chroma channels Y, RY and BY");

    [Fact]
    public void Colours_of_several_layers_are_refused_by_name() =>
        AssertRefused(WithChannels("a.Y", "b.Y"), "layers a, b, and none without a layer");

    [Fact]
    public void Other_channels_are_refused_by_name() =>
        AssertRefused(WithChannels("Z", "u"), "channels Z, u; R, G and B");

    [Theory]
    [InlineData(0, 20)]
    [InlineData(20, 0)]
    [InlineData(-1, 20)]
    public void Tiles_without_size_are_refused(int width, int height) =>
        AssertRefused(
            ExrFile.Read("tiles-zip-one").With("tiles", 0, width).With("tiles", 4, height),
            $"tiles are {width}×{height} pixels"
        );

    [Fact]
    public void Windows_far_from_the_origin_are_refused()
    {
        byte[] file = ExrFile.Read("lines-zip-half");
        AssertRefused(
            file.With("dataWindow", 0, int.MaxValue - 8).With("dataWindow", 8, int.MaxValue),
            "too far from the origin"
        );
    }

    [Theory]
    [InlineData("lines-piz-half")]
    [InlineData("tiles-piz-mipmap")]
    public void A_block_that_was_never_written_is_refused(string name)
    {
        byte[] file = ExrFile.Read(name);
        file.AsSpan(Table(file), 8).Clear();
        AssertRefused(file, "block 0 is missing");
    }

    [Theory]
    [InlineData("lines-piz-half", "begins at line 37, not at 5")]
    [InlineData("tiles-zip-one", "is tile 1, 0 of level 0, 0, not tile 0, 0")]
    public void A_block_in_the_place_of_another_is_refused(string name, string message)
    {
        byte[] file = ExrFile.Read(name);
        int table = Table(file);
        file.AsSpan(table + 8, 8).CopyTo(file.AsSpan(table));
        AssertRefused(file, message);
    }

    [Fact]
    public void A_block_of_another_part_is_refused()
    {
        byte[] file = ExrFile.Read("parts");
        // The table of the last part ends where the first chunk begins, whose offset begins the table of the first part.
        int chunk = (int)BinaryPrimitives.ReadInt64LittleEndian(file.AsSpan(Table(file)));
        int own = chunk - 16;
        BinaryPrimitives.WriteInt64LittleEndian(file.AsSpan(own), chunk);
        AssertRefused(file, "block 0 is of part 0, not of part 2");
    }

    [Fact]
    public void More_bytes_than_the_limits_are_refused_before_they_are_asked_for()
    {
        var limits = new DecodeLimits { MaxPixels = ExrFile.Width * ExrFile.Height };
        ExrDecoder.Decode(ExrFile.Read("lines-piz-float"), limits).Dispose();
        byte[] channels = WithChannels([.. Enumerable.Range(0, 40).Select(i => $"{i:d2}"), "Y"]);
        ImageFormatException refused = Assert.Throws<ImageFormatException>(() => ExrDecoder.Decode(channels, limits));
        Assert.Contains("pixels of 82 bytes", refused.Message, StringComparison.Ordinal);
        channels = WithChannels([.. Enumerable.Range(0, 10).Select(i => $"{i:d2}"), "Y"]);
        refused = Assert.Throws<ImageFormatException>(() => ExrDecoder.Decode(channels, limits));
        Assert.Contains("blocks of ", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_cut_anywhere_is_refused()
    {
        foreach (string name in ExrFile.Names())
        {
            byte[] file = ExrFile.Read(name);
            if (name.Contains("map", StringComparison.Ordinal) || name == "preset-dictionary")
            {
                // Smaller levels are not read; the other is refused as it is.
                continue;
            }

            for (int length = 0; length < file.Length; length += 7)
            {
                Assert.Throws<ImageFormatException>(() => ExrDecoder.Decode(file.AsMemory(0, length)));
            }
        }
    }

    [Fact]
    public void A_damaged_byte_anywhere_is_read_or_refused()
    {
        var limits = new DecodeLimits { MaxSide = 2048, MaxPixels = 100_000 };
        foreach (string name in ExrFile.Names())
        {
            byte[] file = ExrFile.Read(name);
            for (int at = 0; at < file.Length; at += 3)
            {
                byte[] damaged = [.. file];
                damaged[at] ^= (byte)(0x11 << (at / 3 % 4));
                try
                {
                    ExrDecoder.Decode(damaged, limits, threads: 1).Dispose();
                }
                catch (ImageFormatException)
                {
                    // The one refusal that there may be.
                }
            }
        }
    }

    private static void AssertHolds(string name, string channels, Func<float, float> stored)
    {
        using PixelBuffer picture = ExrDecoder.Decode(ExrFile.Read(name));
        Assert.Equal((ExrFile.Width, ExrFile.Height), (picture.Width, picture.Height));
        for (int y = 0; y < picture.Height; y++)
        {
            for (int x = 0; x < picture.Width; x++)
            {
                var expected = new Vector4(
                    stored(ExrFile.Value(channels[0], x, y)),
                    stored(ExrFile.Value(channels[1], x, y)),
                    stored(ExrFile.Value(channels[2], x, y)),
                    channels.Length > 3 ? ExrFile.Value('A', x, y) : 1f
                );
                Assert.Equal(expected, picture.Pixels(y)[x]);
            }
        }
    }

    private static void AssertRefused(byte[] file, string message)
    {
        ImageFormatException refused = Assert.Throws<ImageFormatException>(() => ExrDecoder.Decode(file));
        Assert.Contains(message, refused.Message, StringComparison.Ordinal);
    }

    /// <summary>A file of scan lines with PIZ and these channels of halves; it has no lines.</summary>
    private static byte[] WithChannels(params string[] names)
    {
        var attributes = new AttributeWriter();
        attributes.Channels(names, ExrPixelType.Half);
        attributes.Byte("compression", "compression", (byte)ExrCompression.Piz);
        attributes.Box("dataWindow", ExrFile.Width - 1, ExrFile.Height - 1);
        attributes.Box("displayWindow", ExrFile.Width - 1, ExrFile.Height - 1);
        return [0x76, 0x2F, 0x31, 0x01, 2, 0, 0, 0, .. attributes.ToArray(), .. new byte[64]];
    }

    /// <summary>Where the first table of blocks begins: it has the offset of the first block, which follows the last table.</summary>
    private static int Table(byte[] file)
    {
        byte[] end = [0, .. "screenWindowWidth"u8, 0, .. "float"u8, 0, 4, 0, 0, 0];
        int at = file.AsSpan().LastIndexOf(end) + end.Length + sizeof(float);
        while (file[at] != 0)
        {
            at += file.AsSpan(at).IndexOf((byte)0) + 1;
            at += file.AsSpan(at).IndexOf((byte)0) + 1;
            at += sizeof(int) + BinaryPrimitives.ReadInt32LittleEndian(file.AsSpan(at));
        }

        // A file of several parts has an empty header behind the last.
        return at + ((file[5] & 0x10) != 0 ? 2 : 1);
    }
}
