using System.Globalization;
using ImageForge.Contracts.Plans;
using ImageForge.Contracts.Results;
using ImageForge.Imaging.Pixels;
using ImageForge.Inference.Errors;
using ImageForge.Inference.Pipelines;
using ImageForge.Runner.Inputs;
using ImageForge.Runner.Models;
using ImageForge.Runner.Pictures;

namespace ImageForge.Runner.Polish.Onnx;

/// <summary>Renders with a diffusion model.</summary>
internal sealed class DiffusionPolisher : IPolisher
{
    private readonly GenerateWork _work;
    private readonly UserImages _images;
    private readonly DiffusionModel _model;
    private readonly ControlMaps _maps;
    private readonly DiffusionRequest _template;
    private bool _twoPasses;

    /// <param name="work">What to make.</param>
    /// <param name="images">The users' pictures.</param>
    /// <param name="kit">What models run on.</param>
    /// <param name="paths">Where they lie.</param>
    /// <param name="progress">Is told what is loaded.</param>
    /// <param name="cancellationToken">Stops loading.</param>
    public DiffusionPolisher(
        GenerateWork work,
        UserImages images,
        ModelKit kit,
        ModelPaths paths,
        IProgress<PictureProgress> progress,
        CancellationToken cancellationToken
    )
    {
        (_work, _images) = (work, images);
        _maps = new ControlMaps(work, images, paths);
        _model = DiffusionModel.Open(
            kit.Runtime,
            paths[work.Polish!.Model!],
            kit.Settings,
            new LoadingProgress(progress),
            cancellationToken
        );
        _template = Template(work, _model);
        Warnings =
        [
            .. _model
                .PromptWarnings(_template)
                .Select(w => new Warning(w.IsNegative ? $"{Warning.Prompt}.negative" : Warning.Prompt, w.Message)),
        ];
    }

    /// <inheritdoc />
    public (int Width, int Height) StartSize => (_work.Width, _work.Height);

    /// <inheritdoc />
    public IReadOnlyList<Warning> Warnings { get; }

    /// <inheritdoc />
    public IReadOnlyList<PixelBuffer> Polish(
        IReadOnlyList<PolishInput> inputs,
        IProgress<PictureProgress> progress,
        CancellationToken cancellationToken
    )
    {
        var starts = inputs.Select(i => i.Start is null ? null : PlanarPictures.Planes(i.Start)).ToArray();
        var request = _template with
        {
            Variants = [.. inputs.Zip(starts, (input, start) => new DiffusionVariant(input.Seed, start))],
            Mask = Mask(),
            Controls = _maps.Of(starts[0]),
            TwoPasses = _twoPasses,
        };
        var made = Run(request, new Steps(progress), cancellationToken);
        return [.. made.Zip(starts, (picture, start) => Finish(picture, start, request.Mask))];
    }

    /// <inheritdoc />
    public void Dispose() => _model.Dispose();

    private IReadOnlyList<PlanarImage> Run(
        DiffusionRequest request,
        IProgress<DiffusionStep> progress,
        CancellationToken cancellationToken
    )
    {
        var pipeline = new DiffusionPipeline(_model);
        try
        {
            return pipeline.Run(request, progress, cancellationToken);
        }
        catch (DeviceMemoryException) when (!request.TwoPasses && pipeline.IsGuided(request))
        {
            // Half the memory, at the price of two calls a step; the same pictures but for the last bits.
            _twoPasses = true;
            return Run(request with { TwoPasses = true }, progress, cancellationToken);
        }
        catch (DeviceMemoryException) when (request.Variants.Count > 1)
        {
            return
            [
                .. request.Variants.SelectMany(v => Run(request with { Variants = [v] }, progress, cancellationToken)),
            ];
        }
    }

    private float[]? Mask() =>
        _work.Polish!.Mask is { } mask
            ? PlanarPictures.Grey(PlanarPictures.Fitted(_images.Require(mask), _work.Width, _work.Height))
            : null;

    /// <summary>Where a mask keeps the start, its very pixels come back: decoding would change them a little.</summary>
    private static PixelBuffer Finish(PlanarImage picture, PlanarImage? start, float[]? mask)
    {
        if (start is not null && mask is not null)
        {
            for (var i = 0; i < picture.Values.Length; i++)
            {
                var share = Math.Clamp(mask[i % mask.Length], 0, 1);
                picture.Values[i] = share * picture.Values[i] + (1 - share) * start.Values[i];
            }
        }

        return PlanarPictures.Picture(picture);
    }

    private static DiffusionRequest Template(GenerateWork work, DiffusionModel model)
    {
        var plan = work.Polish!;
        return new DiffusionRequest
        {
            Prompt = work.Prompt?.Text ?? "",
            Negative = work.Prompt?.Negative,
            Width = work.Width,
            Height = work.Height,
            Variants = [],
            Steps = plan.Steps ?? DiffusionDefaults.Steps(model.Traits, plan),
            Guidance = (float?)plan.Guidance ?? DiffusionDefaults.Guidance(model.Traits, model.Family),
            Strength = plan.Strength ?? 1,
            Scheduler = plan.Scheduler,
            LongPrompts = plan.LongPrompts == LongPromptHandling.Chunk,
            PromptWeights = plan.PromptWeights == true,
        };
    }

    private sealed class LoadingProgress(IProgress<PictureProgress> sink) : IProgress<string>
    {
        public void Report(string value) => sink.Report(new(0, $"Loading {value} for"));
    }

    private sealed class Steps(IProgress<PictureProgress> sink) : IProgress<DiffusionStep>
    {
        public void Report(DiffusionStep value)
        {
            RunTelemetry.Step(value.Done, value.Total);
            sink.Report(
                new(
                    (double)value.Done / value.Total,
                    string.Create(CultureInfo.InvariantCulture, $"Step {value.Done} of {value.Total},")
                )
            );
        }
    }
}
