using ImageForge.Contracts.Plans;
using ImageForge.Runner.Inputs;
using ImageForge.Runner.Pictures;
using ImageForge.Scenes;

namespace ImageForge.Runner.Compose;

/// <summary>Draws the variants of a scene.</summary>
internal sealed class SceneSource(GenerateWork work, ComposePlan scene, UserImages images) : IPictureSource
{
    private readonly Compositor _compositor = new();

    /// <inheritdoc />
    public int Batch => 1;

    /// <inheritdoc />
    public IReadOnlyList<Picture> Make(
        PictureRequest request,
        IProgress<PictureProgress> progress,
        CancellationToken cancellationToken
    )
    {
        var made = new List<Picture>(request.Variants.Count);
        try
        {
            foreach (var variant in request.Variants)
            {
                made.Add(Make(variant, request, progress, cancellationToken));
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
    public void Dispose() { }

    private Picture Make(
        int variant,
        PictureRequest request,
        IProgress<PictureProgress> progress,
        CancellationToken cancellationToken
    )
    {
        var sized = work with { Width = request.Width, Height = request.Height };
        var composed = RunTelemetry.Compose(() =>
            _compositor.Render(
                SceneReader.Read(sized, scene, variant, images) with
                {
                    HoldsTop = request.HoldsTop,
                    KeepsLight = request.KeepsLight,
                },
                new Composing(progress),
                cancellationToken
            )
        );
        return new(composed.Image, [.. composed.Hitboxes.Select(Describe)])
        {
            Derived = images.AreDerived,
            LayTop = composed.LayTop,
        };
    }

    /// <summary>A box as results word it.</summary>
    private static Contracts.Results.Hitbox Describe(Hitbox box) =>
        new()
        {
            X = box.X,
            Y = box.Y,
            Width = box.Width,
            Height = box.Height,
            Category = box.Category,
            Tag = box.Tag,
            Intensity = box.Intensity,
            Score = box.Score,
        };

    private sealed class Composing(IProgress<PictureProgress> sink) : IProgress<double>
    {
        public void Report(double value) => sink.Report(new(value, PictureProgress.Composing));
    }
}
