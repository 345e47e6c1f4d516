using System.Text;
using ImageForge.Contracts.Results;
using ImageForge.Imaging.Text;
using ImageForge.Runner.Inputs;
using ImageForge.Runner.Plans;
using ImageForge.Scenes;

namespace ImageForge.Runner.Compose;

/// <summary>Turns a plan's layers into the compositor's.</summary>
internal static class LayerReader
{
    /// <summary>The layers; one whose picture could not be used is left out.</summary>
    /// <exception cref="PlanInvalidException">It is contradictory; the message names the field.</exception>
    public static IEnumerable<Layer> Read(IReadOnlyList<LayerSpec>? layers, UserImages images)
    {
        foreach (var plan in layers ?? [])
        {
            var field = Field(plan);
            if (Content(plan, field, images) is { } content)
            {
                yield return Read(plan, field, content, images);
            }
        }
    }

    /// <summary>What a layer asks for and the compositor does not have.</summary>
    public static IEnumerable<Warning> Warnings(IReadOnlyList<LayerSpec>? layers, UserImages images)
    {
        foreach (var plan in layers ?? [])
        {
            if (plan.Text is { } text && Missing(text, images.Find(text.Fonts)) is { Count: > 0 } runes)
            {
                var fonts = text.Fonts is null ? $"the typeface {text.Typeface} has no" : "no font of the text has";
                var list = string.Join(", ", runes.Select(r => $"'{r}' (U+{r.Value:X4})"));
                yield return new($"spec.{Field(plan)}.text.content", $"{fonts} {list}; boxes stand for them");
            }
        }
    }

    /// <summary>What messages call a layer; its place below the spec.</summary>
    public static string Field(LayerSpec plan) => $"compose.layers[{plan.Name}]";

    private static Layer Read(LayerSpec plan, string field, LayerContent content, UserImages images) =>
        new()
        {
            Name = plan.Name,
            Content = content,
            Plane = plan.Plane,
            X = plan.Left,
            Y = plan.Top,
            Anchor = plan.Anchor,
            Width = plan.Width,
            Height = plan.Height,
            Scale = plan.Scale,
            Rotation = plan.Rotation,
            Opacity = plan.Opacity,
            Blend = plan.Blend,
            Mask = plan.Mask is { } mask ? Mask(mask, $"{field}.mask", images) : null,
        };

    private static LayerContent? Content(LayerSpec plan, string field, UserImages images)
    {
        // What is not the first of them would be left out unsaid.
        object?[] contents = [plan.Image, plan.Color, plan.Gradient, plan.Noise, plan.Text];
        if (contents.Count(c => c is not null) != 1)
        {
            throw new PlanInvalidException($"{field} must have exactly one of image, color, gradient, noise and text");
        }

        return plan switch
        {
            { Image.Builtin: { } name } => new LayerContent.Asset(Asset(name, field)),
            { Image: { } image } => images.Find(image) is { } pixels ? new LayerContent.Picture(pixels) : null,
            { Color: { } color } => new LayerContent.Plain(PlanColors.Read(color, $"{field}.color")),
            { Gradient: { } gradient } => new LayerContent.Blend(ReadGradient(gradient, $"{field}.gradient")),
            { Noise: { } noise } => Noise(noise, $"{field}.noise"),
            { Text: { } text } => Text(text, $"{field}.text", images),
            _ => null,
        };
    }

    /// <summary>A mask; without its picture, or without one at all, the layer shows everywhere.</summary>
    private static LayerMask? Mask(LayerMaskSpec mask, string field, UserImages images)
    {
        if (mask.Image is null == mask.Gradient is null)
        {
            throw new PlanInvalidException($"{field} must have exactly one of image and gradient");
        }

        var luminance = mask.Channel == MaskChannel.Luminance;
        return mask.Gradient is { } gradient
                ? new LayerMask { Gradient = ReadGradient(gradient, $"{field}.gradient"), Luminance = luminance }
            : images.Find(mask.Image) is { } pixels ? new LayerMask { Image = pixels, Luminance = luminance }
            : null;
    }

    /// <summary>A gradient.</summary>
    /// <exception cref="PlanInvalidException">It is none; the message names the field.</exception>
    public static Gradient ReadGradient(GradientSpec plan, string field)
    {
        var last = 0.0;
        foreach (var stop in plan.Stops)
        {
            if (!(stop.Position >= last))
            {
                throw new PlanInvalidException($"{field}.stops: positions must rise within 0 to 1");
            }

            last = stop.Position.Value;
        }

        return new Gradient
        {
            Radial = plan.Shape == GradientShape.Radial,
            Angle = plan.Angle,
            Stops =
            [
                .. plan.Stops.Select(s => new GradientStop(
                    s.Position!.Value,
                    PlanColors.Read(s.Color, $"{field}.stops")
                )),
            ],
        };
    }

    private static AssetName Asset(string name, string field) =>
        AssetNames.All.FirstOrDefault(a => a.FullName == name)
        ?? throw new PlanInvalidException($"{field}.image.builtin: there is no built-in asset '{name}'");

    private static LayerContent.Noise Noise(NoiseSpec noise, string field) =>
        new(
            PlanColors.Read(noise.From, $"{field}.from"),
            PlanColors.Read(noise.To, $"{field}.to"),
            noise.Size,
            noise.Detail,
            noise.Seed
        );

    private static LayerContent.Text Text(TextSpec text, string field, UserImages images) =>
        new()
        {
            Value = text.Content,
            Fonts = images.Find(text.Fonts),
            Typeface = text.Typeface,
            Weight = text.Weight,
            Size = text.Size,
            LineHeight = text.LineHeight,
            Align = text.Align,
            Color = PlanColors.Read(text.Color, $"{field}.color"),
        };

    private static IReadOnlyList<Rune> Missing(TextSpec text, UserFonts? fonts) =>
        fonts?.Missing(text.Content, text.Typeface, text.Weight)
        ?? TextCoverage.Missing(text.Content, text.Typeface, text.Weight);
}
