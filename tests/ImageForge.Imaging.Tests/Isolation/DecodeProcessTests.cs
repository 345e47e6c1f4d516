using System.Buffers.Binary;
using System.Diagnostics;
using System.IO.Compression;
using System.Runtime.Versioning;
using ImageForge.Imaging.Files;
using ImageForge.Imaging.Isolation;
using ImageForge.Imaging.Pixels;
using ImageForge.Imaging.Tests.Files;
using ImageForge.Imaging.Vips;
using Xunit;

namespace ImageForge.Imaging.Tests.Isolation;

/// <summary>Whatever a decoder does, the process that asked for the picture goes on and says what was wrong.</summary>
[SupportedOSPlatform("linux")]
public sealed class DecodeProcessTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("imageforge-decode-");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("kill -SEGV $$", "code 139")]
    [InlineData("kill -KILL $$", "code 137")]
    [InlineData("exit 0", "code 0")]
    [InlineData("yes", "with code 1")]
    [InlineData("yes >&2", "within 2 s")]
    [InlineData("exec sleep 60", "within 2 s")]
    [InlineData("cat >/dev/null; echo 'imageforge-decoder: is none' >&2; exit 2", "The JPEG is none.")]
    [InlineData(
        "cat >/dev/null; head -c 5000 /dev/zero | tr '\\0' n >&2; printf 'x imageforge-decoder: is none\nmore' >&2; exit 2",
        "The JPEG is none."
    )]
    [InlineData("cat >/dev/null; echo \"(process:$$): VIPS-WARNING\" >&2; exit 2", "with code 2")]
    [InlineData("printf 'XPFI\\0\\377\\0\\0\\0\\377\\0\\0\\001\\0\\010\\0'", "when decoded")]
    [InlineData("printf 'XPFI\\030\\0\\0\\0\\020\\0\\0\\0\\001\\0\\010\\0'; head -c 100 /dev/zero", "code 0")]
    // All pixels, but not the byte that says that they are complete.
    [InlineData("printf 'XPFI\\030\\0\\0\\0\\020\\0\\0\\0\\001\\0\\010\\0'; head -c 1536 /dev/zero", "code 0")]
    [InlineData("printf 'XPFI\\030\\0\\0\\0\\020\\0\\0\\0\\001\\0\\010\\0'; head -c 1537 /dev/zero; exit 4", "code 4")]
    [InlineData("printf 'XPFI\\030\\0\\0\\0\\020\\0\\0\\0\\001\\0\\010\\0'; cat /dev/zero", "with code 1")]
    public async Task A_decoder_that_misbehaves_is_an_error_that_names_the_format(string body, string expected)
    {
        string program = Script(body);
        var decoder = new ImageDecoder(new DecodeLimits { Patience = TimeSpan.FromSeconds(2) }, program);
        var watch = Stopwatch.StartNew();
        ImageFormatException error = await Assert.ThrowsAsync<ImageFormatException>(() =>
            decoder.DecodeAsync(Jpeg(24, 16), Token)
        );
        Assert.StartsWith("The JPEG ", error.Message, StringComparison.Ordinal);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        Assert.InRange(watch.Elapsed.TotalSeconds, 0, 30);
    }

    [Fact]
    public async Task A_decoder_is_told_no_secret()
    {
        Environment.SetEnvironmentVariable("IMAGEFORGE_TEST_SECRET", "hush");
        string seen = Path.Combine(_folder.FullName, "seen");
        var decoder = new ImageDecoder(null, Script($"env > '{seen}'; exit 2"));
        await Assert.ThrowsAsync<ImageFormatException>(() => decoder.DecodeAsync(Jpeg(24, 16), Token));
        Assert.DoesNotContain("hush", await File.ReadAllTextAsync(seen, Token), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_program_that_is_not_there_is_named()
    {
        var decoder = new ImageDecoder(null, "/nowhere/runner");
        VipsUnavailableException error = await Assert.ThrowsAsync<VipsUnavailableException>(() =>
            decoder.DecodeAsync(Jpeg(24, 16), Token)
        );
        Assert.Contains("/nowhere/runner", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_run_that_is_stopped_stops_its_decoder()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        stop.CancelAfter(TimeSpan.FromMilliseconds(300));
        var decoder = new ImageDecoder(null, Script("exec sleep 60"));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => decoder.DecodeAsync(Jpeg(24, 16), stop.Token));
    }

    [Theory]
    [InlineData(ImageFormat.Jpeg)]
    [InlineData(ImageFormat.WebP)]
    [InlineData(ImageFormat.Avif)]
    [InlineData(ImageFormat.Tiff)]
    public async Task What_we_write_comes_back_by_the_real_decoder(ImageFormat format)
    {
        using PixelBuffer picture = KnownPictures.Smooth(80, 60);
        byte[] file = ImageEncoder.Encode(picture, new EncodeOptions { Format = format, Quality = 95 });
        using DecodedImage back = await new ImageDecoder().DecodeAsync(file, Token);
        Assert.Equal((80, 60, 8), (back.Pixels.Width, back.Pixels.Height, back.Bits));
        Assert.InRange(picture.ToSrgb().Zip(back.Pixels.ToSrgb(), (a, b) => Math.Abs(a - b)).Average(), 0, 2.5);
    }

    /// <summary>The profile that we write takes a shorter way through the decoder, to the same bits as through the conversion of colour.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_profile_of_sRGB_changes_nothing(bool opaque)
    {
        using PixelBuffer picture = KnownPictures.Random(300, 200, 7, opaque);
        byte[] file = ImageEncoder.Encode(picture, new EncodeOptions { Format = ImageFormat.WebP, Lossless = true });
        using DecodedImage image = await new ImageDecoder().DecodeAsync(file, Token);
        byte[] codes = picture.ToSrgb();
        for (int i = 0; i < codes.Length; i++)
        {
            float alpha = codes[i | 3] * 257 / 65535f;
            float expected = (i & 3) == 3 ? alpha : (float)Transfer.Decode(codes[i] * 257 / 65535.0) * alpha;
            Assert.Equal(expected, image.Pixels.Data[i]);
        }
    }

    [Theory]
    [InlineData(ImageFormat.Jpeg, "The JPEG ends early.")]
    [InlineData(ImageFormat.WebP, "The WebP ends early.")]
    [InlineData(ImageFormat.Avif, "The AVIF ends early.")]
    [InlineData(ImageFormat.Tiff, "The TIFF's directory lies beyond the end of the file.")]
    public async Task A_file_that_is_cut_short_is_refused(ImageFormat format, string expected)
    {
        using PixelBuffer picture = KnownPictures.Random(80, 60, 1, opaque: true);
        byte[] file = ImageEncoder.Encode(picture, new EncodeOptions { Format = format });
        ImageFormatException error = await Assert.ThrowsAsync<ImageFormatException>(() =>
            new ImageDecoder().DecodeAsync(file.AsMemory(0, file.Length * 2 / 3), Token)
        );
        Assert.Equal(expected, error.Message);
    }

    /// <summary>All but the last two bytes, which say that a JPEG ends.</summary>
    [Fact]
    public async Task A_JPEG_without_its_end_is_refused_in_the_same_words_each_time()
    {
        byte[] file = ImageEncoder.Encode(
            KnownPictures.Smooth(80, 60),
            new EncodeOptions { Format = ImageFormat.Jpeg }
        );
        Assert.Equal([0xFF, 0xD9], file[^2..]);
        for (int i = 0; i < 2; i++)
        {
            ImageFormatException error = await Assert.ThrowsAsync<ImageFormatException>(() =>
                new ImageDecoder().DecodeAsync(file.AsMemory(0, file.Length - 2), Token)
            );
            Assert.Equal("The JPEG ends early.", error.Message);
        }
    }

    [Theory]
    [InlineData(ImageFormat.Jpeg)]
    [InlineData(ImageFormat.WebP)]
    [InlineData(ImageFormat.Avif)]
    [InlineData(ImageFormat.Tiff)]
    public async Task Whatever_is_wrong_with_a_file_is_said_in_the_same_words_each_time(ImageFormat format)
    {
        using PixelBuffer picture = KnownPictures.Random(80, 60, 1, opaque: true);
        byte[] file = ImageEncoder.Encode(picture, new EncodeOptions { Format = format });
        // A TIFF is damaged in its directory, the others in their data.
        int from = format == ImageFormat.Tiff ? BinaryPrimitives.ReadInt32LittleEndian(file.AsSpan(4)) : 30;
        int to = format == ImageFormat.Tiff ? from + 150 : file.Length;
        var random = new Random(20261130);
        int refused = 0;
        for (int i = 0; i < 12; i++)
        {
            byte[] damaged = [.. file];
            for (int n = 0; n < 20; n++)
            {
                damaged[random.Next(from, to)] = (byte)random.Next(256);
            }

            string? first = await WordsAsync(damaged);
            Assert.Equal(first, await WordsAsync(damaged));
            Assert.DoesNotContain("process", first ?? "", StringComparison.Ordinal);
            refused += first is null ? 0 : 1;
        }

        Assert.InRange(refused, format == ImageFormat.Tiff ? 1 : 0, 12);

        static async Task<string?> WordsAsync(byte[] file)
        {
            try
            {
                (await new ImageDecoder().DecodeAsync(file, Token)).Dispose();
                return null;
            }
            catch (ImageFormatException e)
            {
                return e.Message;
            }
        }
    }

    [Fact]
    public async Task A_picture_that_libvips_would_put_into_a_temporary_file_is_decoded()
    {
        // Above 100 MB of samples libvips uses the disk unless it is told not to, and the process cannot write files.
        using DecodedImage picture = await new ImageDecoder().DecodeAsync(Tiff(5000, 3600), Token);
        Assert.Equal((5000, 3600, 16), (picture.Pixels.Width, picture.Pixels.Height, picture.Bits));
    }

    [Fact]
    public async Task A_header_that_asks_for_too_much_is_refused_before_anything_is_started()
    {
        byte[] bomb = Jpeg(24, 16);
        int frame = bomb.AsSpan().IndexOf((ReadOnlySpan<byte>)[0xFF, 0xC0]);
        bomb[frame + 5] = 0xFF;
        bomb[frame + 7] = 0xFF;
        ImageFormatException error = await Assert.ThrowsAsync<ImageFormatException>(() =>
            new ImageDecoder(null, "/nowhere/runner").DecodeAsync(bomb, Token)
        );
        Assert.Contains("at most 16384", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_real_decoder_dies_of_its_memory_limit_and_not_of_the_machine()
    {
        // 400 MB of pixels in a process that may take a few: the library's allocation fails, and that is a sentence.
        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "runner"), [DecodeWorker.Command])
        {
            RedirectStandardInput = true,
            RedirectStandardError = true,
        };
        byte[] file = ImageEncoder.Encode(
            KnownPictures.Smooth(4000, 3000),
            new EncodeOptions { Format = ImageFormat.Jpeg }
        );
        var order = new DecodeOrder(ImageFormat.Jpeg, file.Length, Memory: 1_000_000, Seconds: 5);
        using Process process = Process.Start(start)!;
        Task<string> words = process.StandardError.ReadToEndAsync(Token);
        try
        {
            await process.StandardInput.BaseStream.WriteAsync((byte[])[.. order.ToBytes(), .. file], Token);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It may be gone before it has read everything.
        }

        await process.WaitForExitAsync(Token);
        Assert.NotEqual(0, process.ExitCode);
        _ = await words;
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static byte[] Jpeg(int width, int height) =>
        ImageEncoder.Encode(KnownPictures.Smooth(width, height), new EncodeOptions { Format = ImageFormat.Jpeg });

    /// <summary>A black TIFF with three samples of 16 bits a pixel, deflated.</summary>
    private static byte[] Tiff(int width, int height)
    {
        using var file = new MemoryStream();
        using var writer = new BinaryWriter(file);
        writer.Write("II*\0"u8);
        writer.Write(0);
        for (int i = 0; i < 3; i++)
        {
            writer.Write((ushort)16);
        }

        using (var deflate = new ZLibStream(file, CompressionLevel.Fastest, leaveOpen: true))
        {
            byte[] row = new byte[width * 6];
            for (int y = 0; y < height; y++)
            {
                deflate.Write(row);
            }
        }

        int directory = (int)file.Length;
        (ushort Tag, ushort Type, int Count, int Value)[] entries =
        [
            (256, 4, 1, width),
            (257, 4, 1, height),
            (258, 3, 3, 8), // bits of the samples: where the numbers are
            (259, 4, 1, 8), // deflate
            (262, 4, 1, 2), // RGB
            (273, 4, 1, 14), // where the strip begins
            (277, 4, 1, 3),
            (278, 4, 1, height),
            (279, 4, 1, directory - 14),
        ];
        writer.Write((ushort)entries.Length);
        foreach ((ushort tag, ushort type, int count, int value) in entries)
        {
            writer.Write(tag);
            writer.Write(type);
            writer.Write(count);
            writer.Write(value);
        }

        writer.Write(0);
        writer.Seek(4, SeekOrigin.Begin);
        writer.Write(directory);
        return file.ToArray();
    }

    private string Script(string body)
    {
        string file = Path.Combine(_folder.FullName, "decoder");
        File.WriteAllText(file, $"#!/bin/sh\n{body}\n");
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        return file;
    }
}
