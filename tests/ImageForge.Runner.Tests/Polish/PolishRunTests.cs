using ImageForge.Contracts;
using ImageForge.Contracts.Plans;
using ImageForge.Contracts.Results;
using ImageForge.Runner.Tests.Runs;
using ImageForge.Testing.Models;
using Xunit;

namespace ImageForge.Runner.Tests.Polish;

/// <summary>Runs that render with a model.</summary>
public sealed class PolishRunTests : IDisposable
{
    private readonly PolishBench _bench = new();

    [Fact]
    public async Task A_prompt_alone_makes_pictures_and_says_what_they_were_made_on()
    {
        var plan = _bench.Runs.Plan(PolishBench.FromPrompt(_bench.Model("turbo")));

        var outcome = await _bench.RunAsync(plan);

        Assert.Null(outcome.Message.Error);
        Assert.All(outcome.Manifest!.Artifacts, a => Assert.Equal((96, 64), (a.Width, a.Height)));
        Assert.Equal("Cpu", outcome.Manifest.Device!.Provider);
        Assert.NotEmpty(outcome.Manifest.Device.Name);
        Assert.Equal(outcome.Manifest.Device, outcome.Message.Device);
        Assert.Equal(64, Assert.Single(outcome.Manifest.Inputs, i => i.Uri == "polish.model").Sha256!.Length);
        Assert.Contains(outcome.Manifest.Device.Name, _bench.Recorder.Text, StringComparison.Ordinal);
        Assert.NotEqual(outcome.Manifest.Artifacts[0].Sha256, outcome.Manifest.Artifacts[1].Sha256);
        Assert.Contains(_bench.Recorder.Progress, p => p.Message == "Step 2 of 3, picture 1 of 2");
        Assert.Contains(_bench.Recorder.Progress, p => p.Message == "Loading unet for picture 1 of 2");
    }

    [Fact]
    public async Task The_same_plan_gives_the_same_bytes_after_a_stop_in_the_middle_too()
    {
        var model = _bench.Model("turbo");
        var plan = _bench.Runs.Plan(PolishBench.FromLayout(model));
        using var stop = new CancellationTokenSource();
        var stopping = new StoppingRecorder(stop);
        var stopped = await _bench.Runs.RunAsync(plan, stopping.Recorder, stop.Token);
        Assert.Equal(ExitCode.Stopped, stopped.ExitCode);
        var resumed = await _bench.RunAsync(plan);
        Assert.Contains("PictureResumed", _bench.Recorder.Events);

        using var other = new PolishBench();
        var again = await other.RunAsync(other.Runs.Plan(PolishBench.FromLayout(model), uid: "uid-2"));

        Assert.Equal(
            again.Manifest!.Artifacts.Select(a => a.Sha256),
            resumed.Manifest!.Artifacts.Select(a => a.Sha256)
        );
    }

    [Fact]
    public async Task A_layout_shows_through_the_more_the_less_strength_there_is()
    {
        var model = _bench.Model("sd");
        await _bench.RunAsync(_bench.Runs.Plan(Workbench.Work));
        var layout = await _bench.PictureAsync("studio/night-market/0.png");
        var differences = new List<double>();
        foreach (var strength in new[] { 0.34, 0.67, 1 })
        {
            using var one = new PolishBench();
            await one.RunAsync(one.Runs.Plan(PolishBench.FromLayout(model, strength)));
            differences.Add(Difference(layout, await one.PictureAsync("studio/night-market/0.png")));
        }

        Assert.Equal(differences.Order(), differences);
        Assert.True(differences[0] < differences[2]);
    }

    [Fact]
    public async Task What_a_mask_leaves_is_the_very_start()
    {
        var work = PolishBench.FromLayout(_bench.Model("sd"));
        _bench.Runs.Put("mask.png", Png(96, 64, (x, _) => x < 48 ? (byte)0 : (byte)255));
        work = work with { Polish = work.Polish! with { Mask = new() { Uri = "store:mask.png" } } };
        await _bench.RunAsync(_bench.Runs.Plan(work));
        using var plain = new PolishBench();
        await plain.RunAsync(plain.Runs.Plan(Workbench.Work));

        var picture = await _bench.PictureAsync("studio/night-market/0.png");
        var layout = await plain.PictureAsync("studio/night-market/0.png");

        for (var i = 0; i < picture.Length; i++)
        {
            if (i / 4 % 96 < 46)
            {
                Assert.InRange(picture[i] - layout[i], -1, 1);
            }
        }

        Assert.True(Difference(layout, picture) > 1);
    }

    [Fact]
    public async Task Lettering_on_top_is_laid_on_the_rendered_picture()
    {
        var work = PolishBench.FromLayout(_bench.Model("sd"), strength: 1);
        var layer = new LayerSpec
        {
            Name = "plate",
            Plane = LayerPlane.Top,
            Color = "#ff0000",
            Width = 0.5,
            Height = 0.5,
        };
        await _bench.RunAsync(_bench.Runs.Plan(work with { Compose = work.Compose! with { Layers = [layer] } }));

        var picture = await _bench.PictureAsync("studio/night-market/0.png");

        Assert.Equal([255, 0, 0, 255], picture.AsSpan((32 * 96 + 48) * 4, 4).ToArray());
    }

    [Theory]
    [InlineData("unet-nan", "step 3 of 6")]
    [InlineData("unet-infinite", "step 3 of 6")]
    public async Task A_model_that_overflows_fails_with_the_step(string network, string named)
    {
        var (plan, _) = Overflowing(network);

        var outcome = await _bench.RunAsync(plan);

        Assert.Equal(
            (ExitCode.BadInput, RunErrorReason.PolishFailed),
            (outcome.ExitCode, outcome.Message.Error!.Reason)
        );
        Assert.Contains(named, outcome.Message.Error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_layout_stands_in_where_the_plan_says_so()
    {
        var (plan, work) = Overflowing("unet-nan");
        plan = _bench.Runs.Plan(
            work with
            {
                Compose = Workbench.Scene,
                Polish = work.Polish! with { OnFailure = PolishFailurePolicy.DeliverComposed, Strength = 1 },
            }
        );

        var outcome = await _bench.RunAsync(plan);

        Assert.Null(outcome.Message.Error);
        var warnings = outcome.Manifest!.Warnings.Where(w => w.Subject == Warning.DeliveredComposed).ToArray();
        Assert.Equal(2, warnings.Length);
        Assert.Contains("image 2", warnings[1].Message, StringComparison.Ordinal);
        using var plain = new PolishBench();
        await plain.RunAsync(plain.Runs.Plan(Workbench.Work));
        Assert.Equal(
            await plain.PictureAsync("studio/night-market/1.png"),
            await _bench.PictureAsync("studio/night-market/1.png")
        );
    }

    [Theory]
    [InlineData("model_index.json", "model_index.json")]
    [InlineData("unet/model.onnx", "unet/model.onnx")]
    [InlineData("vae_encoder/model.onnx", "vae_encoder/model.onnx")]
    [InlineData("tokenizer/merges.txt", "tokenizer/merges.txt")]
    [InlineData("scheduler/scheduler_config.json", "scheduler/scheduler_config.json")]
    public async Task A_file_that_is_missing_is_named(string file, string named)
    {
        var model = _bench.Model("turbo");
        model.Delete(file);
        await UnusableAsync(PolishBench.FromLayout(model), named);
    }

    [Fact]
    public async Task A_model_that_is_not_there_is_named()
    {
        var work = PolishBench.FromPrompt(_bench.Model("turbo"));
        await UnusableAsync(
            work with
            {
                Polish = work.Polish! with { Model = new() { Uri = "file:///no/such/model" } },
            },
            "/no/such/model"
        );
    }

    [Fact]
    public async Task Another_digest_is_refused_with_both()
    {
        var work = PolishBench.FromPrompt(_bench.Model("turbo"));
        var digest = new string('a', 64);
        await UnusableAsync(
            work with
            {
                Polish = work.Polish! with { Model = work.Polish.Model! with { Sha256 = digest } },
            },
            digest
        );
    }

    [Fact]
    public async Task Where_a_gpu_is_asked_for_and_none_works_the_run_fails_and_may_be_tried_elsewhere()
    {
        var plan = _bench.Runs.Plan(PolishBench.FromPrompt(_bench.Model("turbo")));

        var outcome = await _bench.RunAsync(
            plan with
            {
                Delivery = plan.Delivery with { OnGpuMissing = GpuMissingPolicy.Fail },
            }
        );

        Assert.SkipWhen(outcome.Message.Device is { Provider: not "Cpu" }, "a GPU works here");
        Assert.Equal(
            (ExitCode.Retryable, RunErrorReason.GpuMissing),
            (outcome.ExitCode, outcome.Message.Error!.Reason)
        );
    }

    [Fact]
    public async Task Where_the_processor_will_do_it_does_with_a_warning()
    {
        var plan = _bench.Runs.Plan(PolishBench.FromPrompt(_bench.Model("turbo")));

        var outcome = await _bench.RunAsync(
            plan with
            {
                Delivery = plan.Delivery with { OnGpuMissing = GpuMissingPolicy.UseCpu },
            }
        );

        Assert.Null(outcome.Message.Error);
        Assert.SkipWhen(outcome.Message.Device is { Provider: not "Cpu" }, "a GPU works here");
        Assert.Contains(outcome.Message.Warnings!, w => w.Subject == "spec.polish.provider");
    }

    [Fact]
    public async Task A_model_that_takes_too_long_is_stopped()
    {
        var work = PolishBench.FromPrompt(_bench.Model("turbo"));
        var plan = _bench.Runs.Plan(
            work with
            {
                Width = 1024,
                Height = 1024,
                Variants = 1,
                // Ten seconds at the least.
                Polish = work.Polish! with
                {
                    Steps = 150,
                },
            }
        );

        var outcome = await _bench.RunAsync(plan with { Delivery = plan.Delivery with { PolishSeconds = 1 } });

        Assert.Equal(
            (ExitCode.BadInput, RunErrorReason.PolishFailed),
            (outcome.ExitCode, outcome.Message.Error!.Reason)
        );
        Assert.Contains("spec.polish.timeout", outcome.Message.Error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_limit_longer_than_timers_take_is_none()
    {
        var plan = _bench.Runs.Plan(PolishBench.FromPrompt(_bench.Model("turbo")));

        var outcome = await _bench.RunAsync(
            plan with
            {
                Delivery = plan.Delivery with { PolishSeconds = int.MaxValue },
            }
        );

        Assert.Equal(ExitCode.Done, outcome.ExitCode);
    }

    [Fact]
    public async Task A_prompt_that_is_cut_is_warned_of()
    {
        var work = PolishBench.FromPrompt(_bench.Model("turbo"));
        work = work with { Prompt = new() { Text = string.Join(' ', Enumerable.Repeat("boat", 80)) + " zeppelin" } };

        var outcome = await _bench.RunAsync(_bench.Runs.Plan(work));

        Assert.Contains("zeppelin", Assert.Single(outcome.Manifest!.Warnings).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_control_follows_the_layout()
    {
        var work = PolishBench.FromLayout(_bench.Model("sd-controlnet"));
        static ControlPlan Canny(double weight) => new() { Type = ControlType.Canny, Weight = weight };

        await _bench.RunAsync(_bench.Runs.Plan(work with { Polish = work.Polish! with { Controls = [Canny(1)] } }));
        using var other = new PolishBench();
        await other.RunAsync(other.Runs.Plan(work with { Polish = work.Polish! with { Controls = [Canny(0)] } }));

        Assert.True(
            Difference(
                await _bench.PictureAsync("studio/night-market/0.png"),
                await other.PictureAsync("studio/night-market/0.png")
            ) > 1
        );
    }

    [Fact]
    public async Task An_upscaler_starts_from_a_smaller_layout_and_ends_at_the_size()
    {
        var outcome = await _bench.RunAsync(_bench.Runs.Plan(PolishBench.Style("image-upscale-2x", new())));

        Assert.Null(outcome.Message.Error);
        Assert.All(outcome.Manifest!.Artifacts, a => Assert.Equal((96, 64), (a.Width, a.Height)));
        Assert.All(outcome.Manifest.Artifacts, a => Assert.Equal("tram", Assert.Single(a.Hitboxes).Tag));
    }

    [Fact]
    public async Task A_style_of_another_range_fails_and_names_the_field_and_the_range()
    {
        var file = Path.Combine(_bench.Model("turbo").Folder, "style.onnx");
        await File.WriteAllBytesAsync(file, AffineModel.Bytes(255, 0), TestContext.Current.CancellationToken);
        var work = PolishBench.Style("image-upscale-2x", new());
        work = work with { Polish = work.Polish! with { Model = new() { Uri = "file://" + file } } };

        var outcome = await _bench.RunAsync(_bench.Runs.Plan(work));

        Assert.Equal(
            (ExitCode.BadInput, RunErrorReason.PolishFailed),
            (outcome.ExitCode, outcome.Message.Error!.Reason)
        );
        Assert.Contains("seems to be Byte", outcome.Message.Error.Message, StringComparison.Ordinal);
        Assert.Contains("spec.polish.network.range", outcome.Message.Error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false, "spec.prompt", "the prompt has ")]
    [InlineData(true, "spec.prompt.negative", "the negative prompt has ")]
    public async Task A_prompt_that_is_cut_is_named(bool negative, string subject, string message)
    {
        var text = string.Concat(Enumerable.Repeat("ugly ", 100));
        var work = PolishBench.FromPrompt(_bench.Model("sd"));
        work = work with { Prompt = negative ? new() { Text = "a boat", Negative = text } : new() { Text = text } };

        var outcome = await _bench.RunAsync(_bench.Runs.Plan(work));

        var warning = Assert.Single(outcome.Manifest!.Warnings);
        Assert.Equal(subject, warning.Subject);
        Assert.StartsWith(message, warning.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _bench.Dispose();

    private (RunPlan Plan, GenerateWork Work) Overflowing(string network)
    {
        var model = _bench.Model("sd");
        model.ReplaceBy("unet/model.onnx", Path.Combine(ReferenceData.Model("odd"), network, "model.onnx"));
        var work = PolishBench.FromPrompt(model);
        work = work with { Polish = work.Polish! with { Steps = 6, Scheduler = Scheduler.Euler } };
        return (_bench.Runs.Plan(work), work);
    }

    private async Task UnusableAsync(GenerateWork work, string named)
    {
        var outcome = await _bench.RunAsync(_bench.Runs.Plan(work));
        Assert.Equal(
            (ExitCode.BadInput, RunErrorReason.ModelUnusable),
            (outcome.ExitCode, outcome.Message.Error!.Reason)
        );
        Assert.Contains(named, outcome.Message.Error.Message, StringComparison.Ordinal);
    }

    private static double Difference(byte[] a, byte[] b) => a.Zip(b, (x, y) => Math.Abs(x - y)).Average();

    private static byte[] Png(int width, int height, Func<int, int, byte> value)
    {
        var rgba = new byte[width * height * 4];
        for (var i = 0; i < width * height; i++)
        {
            rgba.AsSpan(4 * i, 3).Fill(value(i % width, i / width));
            rgba[4 * i + 3] = 255;
        }

        using var picture = Imaging.Pixels.PixelBuffer.FromSrgb(width, height, rgba);
        return Imaging.Files.ImageEncoder.Encode(picture, new() { Format = ImageFormat.Png });
    }
}
