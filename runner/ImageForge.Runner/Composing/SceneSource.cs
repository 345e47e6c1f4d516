using ImageForge.Contracts.Plans;
using ImageForge.Imaging;
using ImageForge.Runner.Inputs;

namespace ImageForge.Runner.Composing;

/// <summary>Draws the variants of a scene.</summary>
internal sealed class SceneSource(GenerateWork work, ComposePlan scene, UserImages images, PictureEncoder encoder)
    : IPictureSource
{
    private readonly Compositor compositor = new();

    /// <inheritdoc />
    public EncodedPicture Make(int variant, IProgress<double> progress, CancellationToken cancellationToken)
    {
        using var composed = compositor.Render(
            SceneReader.Read(work, scene, variant, images) with
            {
                KeepsLight = PictureEncoder.KeepsLight(work.Output),
            },
            progress,
            cancellationToken
        );
        return new(
            encoder.Encode(composed.Image, unchecked(work.Seed + variant), images.AreDerived),
            composed.Image.Width,
            composed.Image.Height,
            [.. composed.Hitboxes.Select(Describe)]
        );
    }

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
}
