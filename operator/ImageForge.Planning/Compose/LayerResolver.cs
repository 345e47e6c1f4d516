using ImageForge.Api;
using ImageForge.Planning.Resolving;

namespace ImageForge.Planning.Compose;

/// <summary>Resolves the images of layers and the positions of gradients; everything else stays as the spec has it.</summary>
/// <param name="images">Resolves the user's images.</param>
/// <param name="problems">Collects errors.</param>
internal sealed class LayerResolver(ImageResolver images, List<Problem> problems)
{
    /// <summary>The layers in their order, or null when there are none.</summary>
    public IReadOnlyList<LayerSpec>? Resolve(IReadOnlyList<LayerSpec>? layers) =>
        layers is { Count: > 0 } ? [.. layers.Select(Resolve)] : null;

    private LayerSpec Resolve(LayerSpec layer)
    {
        var field = $"spec.compose.layers[{layer.Name}]";
        return layer with
        {
            Image = layer.Image switch
            {
                null => null,
                { Builtin: { } name } => Asset(name, $"{field}.image.builtin"),
                var image => Image(image, $"{field}.image"),
            },
            Gradient = Gradient(layer.Gradient, $"{field}.gradient"),
            Mask = Mask(layer.Mask, $"{field}.mask"),
            Text = layer.Text is { } text ? Text(text, $"{field}.text") : null,
        };
    }

    /// <summary>A gradient with all its positions.</summary>
    public GradientSpec? Gradient(GradientSpec? gradient, string field)
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

        return gradient with
        {
            Stops = [.. gradient.Stops.Zip(positions, (stop, at) => stop with { Position = at })],
        };
    }

    private LayerMaskSpec? Mask(LayerMaskSpec? mask, string field)
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
            : mask with
            {
                Image = mask.Image is { } image ? Image(image, $"{field}.image") : null,
                Gradient = Gradient(mask.Gradient, $"{field}.gradient"),
            };
    }

    private TextSpec Text(TextSpec text, string field)
    {
        if (text.Fonts is not { Count: > 0 } && TextRules.ForeignIn(text.Content) is { } script)
        {
            problems.Add(
                new(
                    Reasons.NotSupported,
                    $"{field}.content contains {script}, which the built-in typefaces do not have; set text.fonts."
                )
            );
        }

        if (TextRules.ControlIn(text.Content) is { } control)
        {
            problems.Add(
                new(
                    Reasons.InvalidSpec,
                    $"{field}.content contains a control character (U+{control.Value:X4}); remove it."
                )
            );
        }

        return text with
        {
            Fonts = text.Fonts is { Count: > 0 } fonts
                ? [.. fonts.Select((f, i) => Font(f, $"{field}.fonts[{i}].source")).OfType<FontSpec>()]
                : null,
        };
    }

    private FontSpec? Font(FontSpec font, string field)
    {
        if (font.Source.Builtin is not null)
        {
            problems.Add(
                new(Reasons.InvalidSpec, $"{field}.builtin: built-in images are not fonts; use text.typeface.")
            );
            return null;
        }

        return Image(font.Source, field) is { } file ? font with { Source = file } : null;
    }

    private ImageSource? Asset(string name, string field)
    {
        var found = AssetNames.Find(name);
        if (found.Count == 1)
        {
            return new() { Builtin = found[0].FullName };
        }

        problems.Add(
            new(
                Reasons.InvalidSpec,
                found.Count == 0
                    ? $"{field}: unknown built-in asset '{name}'; known assets: {AssetNames.Names}."
                    : $"{field}: built-in asset '{name}' is ambiguous; use one of {string.Join(", ", found.Select(a => a.FullName))}."
            )
        );
        return null;
    }

    private ImageSource? Image(ImageSource source, string field)
    {
        var (image, problem) = images.Resolve(source, field);
        if (problem is not null)
        {
            problems.Add(problem);
        }

        return image;
    }
}
