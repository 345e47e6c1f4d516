using System.Diagnostics;
using ImageForge.Benchmarks.Measuring;
using ImageForge.Inference.Onnx;
using ImageForge.Inference.Pipelines;
using ImageForge.Testing.Data;

namespace ImageForge.Benchmarks.Subjects;

/// <summary>
/// A small Stable Diffusion model on the processor: what denoising costs beside its network, how soon a second picture's steps
/// begin, and what memory it all takes.
/// </summary>
internal static class Diffusion
{
    private const int Steps = 20;
    private const int Rounds = 7;
    private const float Guidance = 7.5f;

    private static readonly SessionSettings Settings = new() { Provider = ExecutionProvider.Cpu };

    public static Task<IReadOnlyList<Measurement>> MeasureAsync()
    {
        using var runtime = OnnxRuntime.Open();
        GC.Collect();
        Machine.ForgetPeak();
        var before = Machine.PeakMegabytes();
        using var model = DiffusionModel.Open(runtime, RecordedData.Path("tiny-sd"), Settings);
        var request = new DiffusionRequest
        {
            Prompt = "a watercolor of a cat",
            Width = 64,
            Height = 64,
            Steps = Steps,
            Guidance = Guidance,
            Scheduler = Scheduler.Euler,
            Variants = [new(1)],
        };
        new DiffusionPipeline(model).Run(request);
        var memory = Machine.PeakMegabytes() - before;

        var (ours, raw, begins) = (new List<double>(), new List<double>(), new List<double>());
        for (var round = 0; round < Rounds; round++)
        {
            var (loop, first) = Loop(model, request);
            ours.Add(loop);
            begins.Add(first);
            raw.Add(Raw(model, request));
        }

        return Task.FromResult<IReadOnlyList<Measurement>>([
            new("tiny-sd: a step", Unit.Milliseconds, ours, double.PositiveInfinity),
            new("tiny-sd: a step, of its network's bare call", Unit.Ratio, [Median(ours) / Median(raw)], 1.03),
            new("tiny-sd: loaded model to the first step's network", Unit.Milliseconds, begins, 50),
            new("tiny-sd: most resident memory, loading included", Unit.Megabytes, [memory], double.PositiveInfinity),
        ]);
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    /// <summary>Milliseconds of a step of the loop, the first left out, and those before the first step's network.</summary>
    private static (double Step, double Begin) Loop(DiffusionModel model, DiffusionRequest request)
    {
        var ends = new List<long>(Steps);
        var start = Stopwatch.GetTimestamp();
        new DiffusionPipeline(model) { Trace = (_, _) => ends.Add(Stopwatch.GetTimestamp()) }.Run(request);
        var step = Stopwatch.GetElapsedTime(ends[0], ends[^1]).TotalMilliseconds / (Steps - 1);
        return (step, Math.Max(0, Stopwatch.GetElapsedTime(start, ends[0]).TotalMilliseconds - step));
    }

    /// <summary>Milliseconds of the same network called as often with nothing in between.</summary>
    private static double Raw(DiffusionModel model, DiffusionRequest request)
    {
        var factor = model.Folder.Factor;
        var latent = new PlaneSize(4, request.Height / factor, request.Width / factor);
        var texts = model.Prompts.Read(request, guided: true, default);
        using var pass = new UnetPass(model.Unet, latent, 4, [texts.Negative!, texts.Positive], Guidance, []);
        pass.Run(new float[latent.Length], 500, default);
        var start = Stopwatch.GetTimestamp();
        for (var i = 1; i < Steps; i++)
        {
            pass.RunBare(default);
        }

        return Stopwatch.GetElapsedTime(start).TotalMilliseconds / (Steps - 1);
    }
}
