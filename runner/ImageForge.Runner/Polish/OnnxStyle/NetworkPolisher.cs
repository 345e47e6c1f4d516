using System.Globalization;
using ImageForge.Contracts.Plans;
using ImageForge.Contracts.Results;
using ImageForge.Imaging.Pixels;
using ImageForge.Inference.Errors;
using ImageForge.Inference.Networks;
using ImageForge.Inference.Pipelines;
using ImageForge.Runner.Models;
using ImageForge.Runner.Pictures;

namespace ImageForge.Runner.Polish.OnnxStyle;

/// <summary>Renders with one network from picture to picture: a style, or an upscaler, which starts from a smaller picture.</summary>
internal sealed class NetworkPolisher : IPolisher
{
    private readonly GenerateWork _work;
    private readonly ImageNetwork _network;

    /// <param name="work">What to make.</param>
    /// <param name="kit">What models run on.</param>
    /// <param name="paths">Where they lie.</param>
    /// <param name="progress">Is told what is loaded.</param>
    /// <param name="cancellationToken">Stops loading.</param>
    public NetworkPolisher(
        GenerateWork work,
        ModelKit kit,
        ModelPaths paths,
        IProgress<PictureProgress> progress,
        CancellationToken cancellationToken
    )
    {
        _work = work;
        progress.Report(new(0, "Loading network for"));
        var plan = work.Polish!;
        _network = ImageNetwork.Open(
            kit.Runtime,
            paths[plan.Model!],
            plan.Network ?? new(),
            kit.Settings,
            cancellationToken
        );
        StartSize = (Part(work.Width), Part(work.Height));
    }

    /// <inheritdoc />
    public (int Width, int Height) StartSize { get; }

    /// <inheritdoc />
    public IReadOnlyList<Warning> Warnings => [];

    /// <inheritdoc />
    public IReadOnlyList<PixelBuffer> Polish(
        IReadOnlyList<PolishInput> inputs,
        IProgress<PictureProgress> progress,
        CancellationToken cancellationToken
    )
    {
        var made = new List<PixelBuffer>(inputs.Count);
        try
        {
            for (var i = 0; i < inputs.Count; i++)
            {
                made.Add(Polish(inputs[i], i, inputs.Count, progress, cancellationToken));
            }

            return made;
        }
        catch
        {
            made.ForEach(picture => picture.Dispose());
            throw;
        }
    }

    /// <inheritdoc />
    public void Dispose() => _network.Dispose();

    private PixelBuffer Polish(
        PolishInput input,
        int index,
        int count,
        IProgress<PictureProgress> progress,
        CancellationToken cancellationToken
    )
    {
        var made = Run(PlanarPictures.Planes(input.Start!), new Tiles(progress, index, count), cancellationToken);
        var picture = PlanarPictures.Picture(made);
        if (picture.Width == _work.Width && picture.Height == _work.Height)
        {
            return picture;
        }

        using (picture)
        {
            return CoverFit.Resize(picture, _work.Width, _work.Height);
        }
    }

    private PlanarImage Run(PlanarImage start, Tiles progress, CancellationToken cancellationToken)
    {
        try
        {
            return _network.Run(start, progress, cancellationToken);
        }
        catch (OutputRangeException e)
        {
            throw new OutputRangeException($"{e.Message}; change spec.polish.network.range");
        }
    }

    private int Part(int side) => (side + _network.Scale - 1) / _network.Scale;

    private sealed class Tiles(IProgress<PictureProgress> sink, int index, int count) : IProgress<DiffusionStep>
    {
        public void Report(DiffusionStep value) =>
            sink.Report(
                new(
                    (index + (double)value.Done / value.Total) / count,
                    string.Create(CultureInfo.InvariantCulture, $"Tile {value.Done} of {value.Total},")
                )
            );
    }
}
