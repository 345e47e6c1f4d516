using System.Buffers.Binary;
using ImageForge.Contracts;
using ImageForge.Contracts.Plans;
using ImageForge.Contracts.Results;
using ImageForge.Imaging.Exr;
using ImageForge.Imaging.Pixels;
using ImageForge.Imaging.Png;
using ImageForge.Runner.Tests.Runs;
using ImageForge.Testing.Data;
using Xunit;

namespace ImageForge.Runner.Tests.Inputs;

public sealed class InputTests : IDisposable
{
    private readonly Workbench _bench = new();
    private readonly Recorder _recorder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_users_pictures_change_the_result_and_are_recorded_by_digest()
    {
        var picture = Picture(12, 8);
        _bench.Put("assets/a.png", picture);
        var file = Path.Combine(_bench.Root, "b.png");
        await File.WriteAllBytesAsync(file, Picture(20, 20), Token);
        var plain = await _bench.RunAsync(_bench.Plan(), new(), Token);
        var outcome = await RunAsync(
            background: new() { Uri = "store:assets/a.png" },
            overlay: new() { Uri = "file://" + file }
        );
        Assert.Equal(ExitCode.Done, outcome.ExitCode);
        Assert.Empty(outcome.Manifest!.Warnings);
        Assert.Equal(
            [
                new("store:assets/a.png", Workbench.Digest(picture)),
                new("file://" + file, Workbench.Digest(Picture(20, 20))),
            ],
            outcome.Manifest.Inputs
        );
        Assert.NotEqual(plain.Message.Artifacts![0].Sha256, outcome.Message.Artifacts![0].Sha256);
    }

    [Fact]
    public async Task What_cannot_be_read_is_named_and_the_rest_is_made_where_the_job_says_Skip()
    {
        _bench.Put("text.png", "no picture"u8.ToArray());
        _bench.Put("short.png", Picture(12, 8)[..60]);
        var outcome = await RunAsync(
            background: new() { Uri = "store:missing.png" },
            asset: new() { Uri = "store:text.png" },
            overlay: new() { Uri = "store:short.png" },
            onMissingInput: MissingInputPolicy.Skip
        );
        Assert.Equal(ExitCode.Done, outcome.ExitCode);
        var warnings = outcome.Message.Warnings!;
        Assert.Equal(
            ["spec.compose.background.image", "spec.compose.assets[a/b].image", "spec.compose.overlays[0].image"],
            warnings.Select(w => w.Subject)
        );
        Assert.Contains("store:missing.png", warnings[0].Message, StringComparison.Ordinal);
        Assert.DoesNotContain(_bench.Root, string.Concat(warnings), StringComparison.Ordinal);
        Assert.All(outcome.Manifest!.Inputs, i => Assert.Null(i.Sha256));
    }

    [Fact]
    public async Task A_picture_whose_pixels_are_not_square_is_used_with_a_warning()
    {
        using var pixels = PixelBuffer.Allocate(4, 4);
        var file = ExrEncoder.Encode(pixels);
        _bench.Put("square.exr", [.. file]);
        var value =
            file.AsSpan().IndexOf("pixelAspectRatio\0float\0"u8) + "pixelAspectRatio\0float\0".Length + sizeof(int);
        BinaryPrimitives.WriteSingleLittleEndian(file.AsSpan(value), 2f);
        _bench.Put("wide.exr", file);
        var outcome = await RunAsync(
            background: new() { Uri = "store:square.exr" },
            overlay: new() { Uri = "store:wide.exr" }
        );
        Assert.Equal(ExitCode.Done, outcome.ExitCode);
        var warning = Assert.Single(outcome.Message.Warnings!);
        Assert.Equal("'store:wide.exr' has a pixelAspectRatio of 2; it is used with square pixels", warning.Message);
    }

    [Fact]
    public async Task A_ConfigMaps_key_is_read_where_it_is_mounted()
    {
        _bench.Put("mounted/logo.png", Picture(12, 8));
        _bench.Environment["IMAGEFORGE_MOUNT_0"] = "configmap://brand=" + Path.Combine(_bench.Root, "mounted");
        var outcome = await RunAsync(
            background: new() { Uri = "configmap://brand/logo.png" },
            asset: new() { Uri = "configmap://brand/missing.png" }
        );
        Assert.Equal(ExitCode.Done, outcome.ExitCode);
        var warning = Assert.Single(outcome.Message.Warnings!);
        Assert.Equal("spec.compose.assets[a/b].image", warning.Subject);
        Assert.Equal("'configmap://brand/missing.png' does not exist; a built-in asset is drawn", warning.Message);
    }

    [Fact]
    public async Task Without_its_pictures_a_scene_is_the_built_in_one()
    {
        var plain = await _bench.RunAsync(_bench.Plan(), new(), Token);
        using var other = new Workbench();
        var broken = new ImageSource { Uri = "store:missing.png" };
        var work = Workbench.Work;
        var outcome = await other.RunAsync(
            other.Plan(
                work with
                {
                    Output = work.Output with { Metadata = false },
                    Compose = Compose(broken, broken, broken),
                    OnMissingInput = MissingInputPolicy.Skip,
                }
            ),
            _recorder,
            Token
        );
        var same = await _bench.RunAsync(
            _bench.Plan(work with { Output = work.Output with { Metadata = false } }),
            new(),
            Token
        );
        Assert.Equal(same.Message.Artifacts!, outcome.Message.Artifacts!);
        Assert.NotEqual(plain.Message.Artifacts!, outcome.Message.Artifacts!);
    }

    [Fact]
    public async Task Other_bytes_than_the_plan_names_are_not_used()
    {
        _bench.Put("a.png", Picture(12, 8));
        var outcome = await RunAsync(
            background: new() { Uri = "store:a.png", Digest = "sha256:" + new string('0', 64) }
        );
        Assert.Equal(ExitCode.BadInput, outcome.ExitCode);
        Assert.Equal(RunErrorReason.InputUnreadable, outcome.Message.Error!.Reason);
        Assert.Contains(Workbench.Digest(Picture(12, 8)), outcome.Message.Error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_result_with_a_missing_picture_is_made_again_when_the_picture_appears()
    {
        await RunAsync(background: new() { Uri = "store:later.png" }, onMissingInput: MissingInputPolicy.Skip);
        _bench.Put("later.png", Picture(12, 8));
        var outcome = await RunAsync(
            background: new() { Uri = "store:later.png" },
            onMissingInput: MissingInputPolicy.Skip
        );
        Assert.Null(outcome.Message.Warnings);
        Assert.Equal(2 * 2, _recorder.Variants("PictureFinished").Length);
    }

    [Fact]
    public async Task An_overlay_that_is_neither_built_in_nor_a_picture_is_left_out_by_name()
    {
        var work = Workbench.Work with
        {
            Compose = new()
            {
                Overlays =
                [
                    new()
                    {
                        Category = "weather",
                        Tag = "frogs",
                        Intensity = 1,
                    },
                ],
            },
        };
        var outcome = await _bench.RunAsync(_bench.Plan(work), _recorder, Token);
        Assert.Contains("weather/frogs", Assert.Single(outcome.Message.Warnings!).Message, StringComparison.Ordinal);
    }

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task A_font_of_a_ConfigMap_is_read_where_it_is_mounted_and_recorded_by_digest()
    {
        var font = await File.ReadAllBytesAsync(RecordedData.Path("fonts", "NotoSansHebrew-Regular.ttf"), Token);
        _bench.Put("mounted/hebrew.ttf", font);
        _bench.Environment["IMAGEFORGE_MOUNT_0"] = "configmap://brand=" + Path.Combine(_bench.Root, "mounted");
        var outcome = await RunTextAsync("שלום 漢", "configmap://brand/hebrew.ttf");
        Assert.Equal(ExitCode.Done, outcome.ExitCode);
        Assert.Equal([new("configmap://brand/hebrew.ttf", Workbench.Digest(font))], outcome.Manifest!.Inputs);
        var warning = Assert.Single(outcome.Message.Warnings!);
        Assert.Equal("spec.compose.layers[title].text.content", warning.Subject);
        Assert.Equal("no font of the text has '漢' (U+6F22); boxes stand for them", warning.Message);
        var boxes = await RunTextAsync("שלום 漢");
        Assert.NotEqual(boxes.Message.Artifacts![0].Sha256, outcome.Message.Artifacts![0].Sha256);
    }

    [Fact]
    public async Task A_font_that_cannot_be_used_is_named_and_ends_the_run_unless_the_job_says_Skip()
    {
        _bench.Put(
            "short.ttf",
            (await File.ReadAllBytesAsync(RecordedData.Path("fonts", "NotoSansHebrew-Regular.ttf"), Token))[..9000]
        );
        _bench.Put(
            "thai.ttf",
            await File.ReadAllBytesAsync(RecordedData.Path("fonts", "NotoSansThai-Regular.ttf"), Token)
        );
        var refused = await RunTextAsync("ก", "store:short.ttf", "store:none.ttf");
        Assert.Equal(ExitCode.BadInput, refused.ExitCode);
        Assert.Contains(
            "spec.compose.layers[title].text.fonts[0].source: 'store:short.ttf' ends early: ",
            refused.Message.Error!.Message,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "spec.compose.layers[title].text.fonts[1].source: 'store:none.ttf' is not in the store",
            refused.Message.Error.Message,
            StringComparison.Ordinal
        );

        var skipped = await RunTextAsync(
            "ก",
            MissingInputPolicy.Skip,
            ["store:short.ttf", "store:none.ttf", "store:thai.ttf"]
        );
        Assert.Equal(ExitCode.Done, skipped.ExitCode);
        Assert.Equal(
            ["spec.compose.layers[title].text.fonts[1].source", "spec.compose.layers[title].text.fonts[0].source"],
            skipped.Message.Warnings!.Select(w => w.Subject)
        );
        Assert.All(
            skipped.Message.Warnings!,
            w =>
                Assert.EndsWith(
                    "; the text is set in its other fonts and the typeface",
                    w.Message,
                    StringComparison.Ordinal
                )
        );
    }

    private Task<RunOutcome> RunTextAsync(string text, params string[] fonts) => RunTextAsync(text, null, fonts);

    private Task<RunOutcome> RunTextAsync(string text, MissingInputPolicy? onMissingInput, string[] fonts) =>
        _bench.RunAsync(
            _bench.Plan(
                Workbench.Work with
                {
                    OnMissingInput = onMissingInput,
                    Compose = Workbench.Scene with
                    {
                        Layers =
                        [
                            new()
                            {
                                Name = "title",
                                Text = new(0.3)
                                {
                                    Content = text,
                                    Fonts =
                                        fonts.Length == 0
                                            ? null
                                            : [.. fonts.Select(f => new FontSpec { Source = new() { Uri = f } })],
                                    Align = TextAlign.Right,
                                },
                            },
                        ],
                    },
                },
                Guid.NewGuid().ToString()
            ),
            _recorder,
            Token
        );

    private Task<RunOutcome> RunAsync(
        ImageSource? background = null,
        ImageSource? asset = null,
        ImageSource? overlay = null,
        MissingInputPolicy? onMissingInput = null
    ) =>
        _bench.RunAsync(
            _bench.Plan(
                Workbench.Work with
                {
                    Compose = Compose(background, asset, overlay),
                    OnMissingInput = onMissingInput,
                }
            ),
            _recorder,
            Token
        );

    private static ComposePlan Compose(ImageSource? background, ImageSource? asset, ImageSource? overlay)
    {
        var compose = Workbench.Scene;
        return compose with
        {
            Background = new() { Image = background },
            Signals = [compose.Signals[0] with { Image = asset, ImageField = "spec.compose.assets[a/b].image" }],
            Overlays = [compose.Overlays[0] with { Image = overlay }],
        };
    }

    private static byte[] Picture(int width, int height)
    {
        using var pixels = PixelBuffer.Allocate(width, height);
        for (var y = 0; y < height; y++)
        {
            pixels.Row(y).Fill(0.5f);
        }

        return PngEncoder.Encode(pixels);
    }
}
