using ImageForge.Artifacts;
using ImageForge.Contracts;
using ImageForge.Contracts.Plans;
using ImageForge.Contracts.Results;
using ImageForge.Imaging.Exr;
using ImageForge.Imaging.Files;
using ImageForge.Imaging.Pixels;
using ImageForge.Runner.Tests.Processes;
using ImageForge.Runner.Tests.Runs;
using Xunit;

namespace ImageForge.Runner.Tests;

/// <summary>Runs that write every format and take users' pictures of every format in.</summary>
public sealed class FormatTests : IDisposable
{
    private readonly Workbench _bench = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(ImageFormat.Png, 16, ".png")]
    [InlineData(ImageFormat.Jpeg, 8, ".jpg")]
    [InlineData(ImageFormat.WebP, 8, ".webp")]
    [InlineData(ImageFormat.Avif, 8, ".avif")]
    [InlineData(ImageFormat.Avif, 12, ".avif")]
    [InlineData(ImageFormat.Tiff, 16, ".tiff")]
    [InlineData(ImageFormat.Exr, 16, ".exr")]
    [InlineData(ImageFormat.Exr, 32, ".exr")]
    public async Task A_run_writes_what_its_plan_asks_for(ImageFormat format, int depth, string extension)
    {
        var plan = Plan(new() { Format = format, BitDepth = depth }, extension);
        var outcome = await _bench.RunAsync(plan, new(), Token);
        Assert.Equal(ExitCode.Done, outcome.ExitCode);
        var artifact = outcome.Manifest!.Artifacts[0];
        Assert.Equal(format, artifact.Format);
        Assert.True(artifact.Scores["Brightness"] > 0);
        var file = await ReadAsync(artifact.Key);
        using var picture = await new ImageDecoder().DecodeAsync(file, Token);
        Assert.Equal((format, 96, 64), (picture.Format, picture.Pixels.Width, picture.Pixels.Height));
        using var other = new Workbench();
        var again = await other.RunAsync(plan, new(), Token);
        Assert.Equal(artifact.Sha256, again.Manifest!.Artifacts[0].Sha256);
    }

    [Fact]
    public async Task An_EXR_keeps_light_that_a_PNG_cannot_show()
    {
        var shining = Workbench.Work with
        {
            Variants = 1,
            Compose = Workbench.Scene with
            {
                TimeOfDay = TimeOfDay.Night,
                Camera = new() { Lighting = 100 },
            },
        };
        var outcome = await _bench.RunAsync(
            Plan(new() { Format = ImageFormat.Exr, BitDepth = 32 }, ".exr", shining),
            new(),
            Token
        );
        using var light = ExrDecoder.Decode(await ReadAsync(outcome.Manifest!.Artifacts[0].Key));
        Assert.True(Brightest(light) > 1.5f, $"nothing shines above {Brightest(light)}");
    }

    [Theory]
    [InlineData(8, true)]
    [InlineData(16, false)]
    public async Task An_EXR_says_whether_it_comes_from_8_bit_pictures(int bits, bool derived)
    {
        _bench.Put("background.png", Picture(new() { BitDepth = bits }));
        var work = Workbench.Work with
        {
            Variants = 1,
            Compose = Workbench.Scene with { Background = new() { Image = new() { Uri = "store:background.png" } } },
        };
        var outcome = await _bench.RunAsync(
            Plan(new() { Format = ImageFormat.Exr, BitDepth = 16 }, ".exr", work),
            new(),
            Token
        );
        using var picture = await new ImageDecoder().DecodeAsync(
            await ReadAsync(outcome.Manifest!.Artifacts[0].Key),
            Token
        );
        Assert.Equal(derived, picture.IsDerived);
    }

    [Theory]
    [InlineData(ImageFormat.Jpeg)]
    [InlineData(ImageFormat.WebP)]
    [InlineData(ImageFormat.Avif)]
    [InlineData(ImageFormat.Tiff)]
    [InlineData(ImageFormat.Exr)]
    public async Task A_users_picture_of_any_format_is_taken(ImageFormat format)
    {
        _bench.Put("background.bin", Picture(new() { Format = format }));
        var work = Workbench.Work with
        {
            Compose = Workbench.Scene with { Background = new() { Image = new() { Uri = "store:background.bin" } } },
        };
        var outcome = await _bench.RunAsync(_bench.Plan(work), new(), Token);
        Assert.Equal(ExitCode.Done, outcome.ExitCode);
        Assert.Empty(outcome.Manifest!.Warnings);
    }

    [Fact]
    public async Task Without_its_library_a_format_is_refused_and_PNG_is_written()
    {
        var folder = RunnerWithout("libvips.so.42");
        using var refused = RunnerProcess.StartIn(folder, _bench, Plan(new() { Format = ImageFormat.Jpeg }, ".jpg"));
        var (code, _, message) = await refused.EndAsync(Token);
        Assert.Equal(ExitCode.BadInput, code);
        Assert.Contains("JPEG needs libvips", message!.Error!.Message, StringComparison.Ordinal);
        Assert.Contains($"'{folder}/libvips.so.42' does not exist", message.Error.Message, StringComparison.Ordinal);
        using var written = RunnerProcess.StartIn(folder, _bench, Plan(new() { Format = ImageFormat.Png }, ".png"));
        Assert.Equal(ExitCode.Done, (await written.EndAsync(Token)).Code);
    }

    [Fact]
    public async Task A_truncated_picture_fails_the_run_or_is_skipped_as_the_job_says()
    {
        var file = Picture(new() { Format = ImageFormat.Jpeg });
        _bench.Put("broken.jpg", file[..(file.Length / 2)]);
        var work = Workbench.Work with
        {
            Compose = Workbench.Scene with { Background = new() { Image = new() { Uri = "store:broken.jpg" } } },
        };
        var refused = await _bench.RunAsync(_bench.Plan(work), new(), Token);
        Assert.Equal(ExitCode.BadInput, refused.ExitCode);
        Assert.Equal(RunErrorReason.InputUnreadable, refused.Message.Error!.Reason);
        Assert.StartsWith(
            "spec.compose.background.image: 'store:broken.jpg' cannot be decoded: The JPEG",
            refused.Message.Error.Message,
            StringComparison.Ordinal
        );

        var outcome = await _bench.RunAsync(
            _bench.Plan(work with { OnMissingInput = MissingInputPolicy.Skip }),
            new(),
            Token
        );
        Assert.Equal(ExitCode.Done, outcome.ExitCode);
        var warning = Assert.Single(outcome.Manifest!.Warnings);
        Assert.StartsWith("'store:broken.jpg' cannot be decoded: The JPEG", warning.Message, StringComparison.Ordinal);
        Assert.EndsWith("; the built-in background is drawn", warning.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _bench.Dispose();

    /// <summary>A folder with the runner's files but one. The program looks beside its own file, so that one is no link.</summary>
    private string RunnerWithout(string missing)
    {
        var folder = Directory.CreateDirectory(Path.Combine(Path.GetDirectoryName(_bench.Root)!, "runner")).FullName;
        foreach (var file in Directory.EnumerateFiles(AppContext.BaseDirectory))
        {
            var name = Path.GetFileName(file);
            var target = Path.Combine(folder, name);
            if (name.StartsWith("runner", StringComparison.Ordinal))
            {
                File.Copy(file, target);
            }
            else if (name != missing)
            {
                File.CreateSymbolicLink(target, file);
            }
        }

        return folder;
    }

    private static byte[] Picture(EncodeOptions options)
    {
        using var pixels = PixelBuffer.Allocate(48, 32);
        for (var y = 0; y < 32; y++)
        {
            pixels.Pixels(y).Fill(new(0.1f, y / 32f, 0.4f, 1f));
        }

        return ImageEncoder.Encode(pixels, options);
    }

    private static float Brightest(PixelBuffer picture)
    {
        var brightest = 0f;
        for (var y = 0; y < picture.Height; y++)
        {
            foreach (var value in picture.Row(y))
            {
                brightest = Math.Max(brightest, value);
            }
        }

        return brightest;
    }

    private RunPlan Plan(OutputPlan output, string extension, GenerateWork? work = null)
    {
        var plan = _bench.Plan((work ?? Workbench.Work) with { Output = output });
        return plan with
        {
            Delivery = plan.Delivery with
            {
                Keys = [.. plan.Delivery.Keys.Select(k => Path.ChangeExtension(k, extension))],
            },
        };
    }

    private async Task<byte[]> ReadAsync(string key)
    {
        using var store = ArtifactStores.Open(_bench.Store, _ => null);
        return await store.GetAsync(key, Token);
    }
}
