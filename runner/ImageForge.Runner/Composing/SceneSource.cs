using ImageForge.Contracts.Plans;
using ImageForge.Runner.Inputs;
using ImageForge.Scenes;

namespace ImageForge.Runner.Composing;

/// <summary>Draws the variants of a scene.</summary>
internal sealed class SceneSource(GenerateWork work, ComposePlan scene, UserImages images, PictureEncoder encoder)
    : IPictureSource
{
    private readonly Compositor compositor = new();

    /// <inheritdoc />
    public int Batch => 1;

    /// <inheritdoc />
    public IReadOnlyList<EncodedPicture> Make(
        IReadOnlyList<int> variants,
        IProgress<PictureProgress> progress,
        CancellationToken cancellationToken
    ) => [.. variants.Select(variant => Make(variant, progress, cancellationToken))];

    /// <inheritdoc />
    public void Dispose() { }

    /// <summary>A box as results word it.</summary>
    public static Contracts.Results.Hitbox Describe(Hitbox box) =>
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

    private EncodedPicture Make(int variant, IProgress<PictureProgress> progress, CancellationToken cancellationToken)
    {
        using var composed = RunTelemetry.Compose(() =>
            compositor.Render(
                SceneReader.Read(work, scene, variant, images) with
                {
                    KeepsLight = PictureEncoder.KeepsLight(work.Output),
                },
                new ComposingProgress(progress),
                cancellationToken
            )
        );
        return new(
            encoder.Encode(composed.Image, unchecked(work.Seed + variant), images.AreDerived),
            composed.Image.Width,
            composed.Image.Height,
            [.. composed.Hitboxes.Select(Describe)]
        );
    }
}
