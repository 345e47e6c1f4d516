using ImageForge.Api;
using ImageForge.Api.Common;
using ImageForge.Api.GenerationJobs;
using ImageForge.Contracts.Plans;
using ImageForge.Planning.Profiles;

namespace ImageForge.Planning.Resolving;

/// <summary>Turns a job's layers into the plan's.</summary>
/// <param name="images">Resolves the user's images.</param>
/// <param name="problems">Collects errors.</param>
internal sealed class LayerResolver(ImageResolver images, List<Problem> problems)
{
    /// <summary>The layers in their order, or null when there are none.</summary>
    public IReadOnlyList<LayerPlan>? Resolve(IReadOnlyList<LayerSpec>? layers) =>
        layers is { Count: > 0 } ? [.. layers.Select(Resolve)] : null;

    private LayerPlan Resolve(LayerSpec layer)
    {
        var field = $"spec.compose.layers[{layer.Name}]";
        return new LayerPlan
        {
            Name = layer.Name,
            Plane = layer.Plane.ToString(),
            X = layer.Left,
            Y = layer.Top,
            Anchor = layer.Anchor.ToString(),
            Width = layer.Width,
            Height = layer.Height,
            Scale = layer.Scale,
            Rotation = layer.Rotation,
            Opacity = layer.Opacity,
            Blend = BlendNames.For(layer.Blend),
            Mask = Mask(layer.Mask, $"{field}.mask"),
            Image = layer.Image is { Builtin: null } image ? Image(image, $"{field}.image") : null,
            Asset = layer.Image is { Builtin: { } name } ? Asset(name, $"{field}.image.builtin") : null,
            Color = layer.Color,
            Gradient = Gradient(layer.Gradient, $"{field}.gradient"),
            Noise = layer.Noise is { } noise ? Noise(noise) : null,
            Text = layer.Text is { } text ? Text(text, $"{field}.text") : null,
        };
    }

    /// <summary>A gradient with all its positions.</summary>
    public GradientPlan? Gradient(GradientSpec? gradient, string field)
    {
        if (gradient is null)
        {
            return null;
        }

        var positions = GradientPositions.Of([.. gradient.Stops.Select(s => s.Position)]);
        if (positions.Zip(positions.Skip(1)).Any(pair => pair.First > pair.Second))
        {
            problems.Add(new(Reasons.InvalidSpec, $"{field}.stops: positions must be in ascending order."));
        }

        return new GradientPlan
        {
            Shape = gradient.Shape.ToString(),
            Angle = gradient.Angle,
            Stops = [.. gradient.Stops.Zip(positions, (stop, at) => new GradientStopPlan(at, stop.Color))],
        };
    }

    private LayerMaskPlan? Mask(LayerMaskSpec? mask, string field)
    {
        if (mask?.Image?.Builtin is not null)
        {
            problems.Add(
                new(
                    Reasons.InvalidSpec,
                    $"{field}.image.builtin: built-in images cannot be used as masks; use a gradient or an image."
                )
            );
            return null;
        }

        return mask is null
            ? null
            : new LayerMaskPlan
            {
                Image = mask.Image is { } image ? Image(image, $"{field}.image") : null,
                Gradient = Gradient(mask.Gradient, $"{field}.gradient"),
                Channel = mask.Channel.ToString(),
            };
    }

    private static NoisePlan Noise(NoiseSpec noise) =>
        new()
        {
            From = noise.From,
            To = noise.To,
            Size = noise.Size,
            Octaves = noise.Detail,
            Seed = noise.Seed,
        };

    private TextPlan Text(TextSpec text, string field)
    {
        var content = AccentedText.Compose(text.Content);
        if (UnshapedScripts.FirstIn(content) is { } script)
        {
            problems.Add(
                new(
                    Reasons.NotSupported,
                    $"{field}.content contains {script}, which is not supported in this version; use an image instead."
                )
            );
        }

        if (UnshapedScripts.ControlIn(content) is { } control)
        {
            problems.Add(
                new(
                    Reasons.InvalidSpec,
                    $"{field}.content contains a control character (U+{control.Value:X4}); remove it."
                )
            );
        }

        return new TextPlan
        {
            Content = content,
            Typeface = text.Typeface.ToString(),
            Weight = text.Weight.ToString(),
            Size = text.Size,
            LineHeight = text.LineHeight,
            Align = text.Align.ToString(),
            Color = text.Color,
        };
    }

    private AssetPlan? Asset(string name, string field)
    {
        var found = BuiltInAssetNames.Find(name);
        if (found.Count == 1)
        {
            return found[0];
        }

        problems.Add(
            new(
                Reasons.InvalidSpec,
                found.Count == 0
                    ? $"{field}: unknown built-in asset '{name}'; known assets: {BuiltInAssetNames.Names}."
                    : $"{field}: built-in asset '{name}' is ambiguous; use one of {string.Join(", ", found.Select(BuiltInAssetNames.FullName))}."
            )
        );
        return null;
    }

    private ImageRef? Image(ImageSource source, string field)
    {
        var (image, problem) = images.Resolve(source, field);
        if (problem is not null)
        {
            problems.Add(problem);
        }

        return image;
    }
}
