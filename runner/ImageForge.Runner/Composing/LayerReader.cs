using ImageForge.Contracts.Plans;
using ImageForge.Contracts.Results;
using ImageForge.Imaging.Assets;
using ImageForge.Imaging.Blending;
using ImageForge.Imaging.Pixels;
using ImageForge.Imaging.Scenes;
using ImageForge.Imaging.Text;
using ImageForge.Runner.Inputs;
using ImageForge.Runner.Plans;

namespace ImageForge.Runner.Composing;

/// <summary>Turns a plan's layers into the compositor's.</summary>
internal static class LayerReader
{
    private const double MostShares = 100;

    /// <summary>The layers; one whose picture could not be used is left out.</summary>
    /// <exception cref="PlanInvalidException">A name is unknown or a figure out of range; the message names the layer.</exception>
    public static IEnumerable<Layer> Read(IReadOnlyList<LayerPlan>? layers, UserImages images)
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
    public static IEnumerable<Warning> Warnings(IReadOnlyList<LayerPlan>? layers)
    {
        foreach (var plan in layers ?? [])
        {
            if (
                plan.Text is { } text
                && TextCoverage.Missing(text.Content, Face(text, ""), Weight(text, "")) is { Count: > 0 } runes
            )
            {
                var list = string.Join(", ", runes.Select(r => $"'{r}' (U+{r.Value:X4})"));
                yield return new(
                    $"spec.{Field(plan)}.text.content",
                    $"the typeface {text.Typeface} has no {list}; boxes stand for them"
                );
            }
        }
    }

    /// <summary>What messages call a layer; its place below the spec.</summary>
    public static string Field(LayerPlan plan) => $"compose.layers[{plan.Name}]";

    private static Layer Read(LayerPlan plan, string field, LayerContent content, UserImages images) =>
        new()
        {
            Name = plan.Name,
            Content = content,
            Plane = PlanNames.Parse<LayerPlane>($"{field}.plane", plan.Plane),
            X = InRange($"{field}.x", plan.X, -MostShares, MostShares),
            Y = InRange($"{field}.y", plan.Y, -MostShares, MostShares),
            Anchor = PlanNames.Parse<LayerAnchor>($"{field}.anchor", plan.Anchor),
            Width = Size($"{field}.width", plan.Width),
            Height = Size($"{field}.height", plan.Height),
            Scale = Size($"{field}.scale", plan.Scale)!.Value,
            Rotation = InRange($"{field}.rotation", plan.Rotation, -360, 360),
            Opacity = InRange($"{field}.opacity", plan.Opacity, 0, 1),
            Blend = plan.Blend is null
                ? BlendMode.SourceOver
                : PlanNames.Parse<BlendMode>($"{field}.blend", plan.Blend),
            Mask = plan.Mask is { } mask ? Mask(mask, $"{field}.mask", images) : null,
        };

    private static LayerContent? Content(LayerPlan plan, string field, UserImages images)
    {
        // What is not the first of them would be left out unsaid.
        object?[] contents = [plan.Image, plan.Asset, plan.Color, plan.Gradient, plan.Noise, plan.Text];
        if (contents.Count(c => c is not null) != 1)
        {
            throw new PlanInvalidException(
                $"{field} must have exactly one of image, asset, color, gradient, noise and text"
            );
        }

        return plan switch
        {
            { Image: { } image } => images.Find(image) is { } pixels ? new LayerContent.Picture(pixels) : null,
            { Asset: { } asset } => new LayerContent.Asset(Asset(asset, field)),
            { Color: { } color } => new LayerContent.Plain(Color(color, $"{field}.color")),
            { Gradient: { } gradient } => new LayerContent.Blend(ReadGradient(gradient, $"{field}.gradient")),
            { Noise: { } noise } => Noise(noise, $"{field}.noise"),
            { Text: { } text } => Text(text, $"{field}.text"),
            _ => null,
        };
    }

    /// <summary>A mask; without its picture, or without one at all, the layer shows everywhere.</summary>
    private static LayerMask? Mask(LayerMaskPlan mask, string field, UserImages images)
    {
        if (mask.Image is null == mask.Gradient is null)
        {
            throw new PlanInvalidException($"{field} must have exactly one of image and gradient");
        }

        var luminance = mask.Channel switch
        {
            "Alpha" => false,
            "Luminance" => true,
            _ => throw new PlanInvalidException($"{field}.channel '{mask.Channel}' is unknown: Alpha, Luminance"),
        };
        return mask.Gradient is { } gradient
                ? new LayerMask { Gradient = ReadGradient(gradient, $"{field}.gradient"), Luminance = luminance }
            : images.Find(mask.Image) is { } pixels ? new LayerMask { Image = pixels, Luminance = luminance }
            : null;
    }

    /// <summary>A gradient.</summary>
    /// <exception cref="PlanInvalidException">It is none; the message names the field.</exception>
    public static Gradient ReadGradient(GradientPlan plan, string field)
    {
        var radial = plan.Shape switch
        {
            "Linear" => false,
            "Radial" => true,
            _ => throw new PlanInvalidException($"{field}.shape '{plan.Shape}' is unknown: Linear, Radial"),
        };
        if (plan.Stops.Count < 2)
        {
            throw new PlanInvalidException($"{field}.stops has {plan.Stops.Count} stops: two or more");
        }

        var last = 0.0;
        foreach (var stop in plan.Stops)
        {
            if (!(stop.Position >= last && stop.Position <= 1))
            {
                throw new PlanInvalidException($"{field}.stops: positions must rise within 0 to 1");
            }

            last = stop.Position;
        }

        return new Gradient
        {
            Radial = radial,
            Angle = InRange($"{field}.angle", plan.Angle, -360, 360),
            Stops = [.. plan.Stops.Select(s => new GradientStop(s.Position, Color(s.Color, $"{field}.stops")))],
        };
    }

    private static AssetName Asset(AssetPlan plan, string field)
    {
        var name = new AssetName(plan.Category, plan.Tag, plan.Positive);
        return BuiltInAssets.All.Contains(name)
            ? name
            : throw new PlanInvalidException($"{field}.asset: there is no built-in asset {name.Category}/{name.Tag}");
    }

    private static LayerContent.Noise Noise(NoisePlan plan, string field) =>
        new(
            Color(plan.From, $"{field}.from"),
            Color(plan.To, $"{field}.to"),
            InRange($"{field}.size", plan.Size, 0, MostShares),
            (int)InRange($"{field}.octaves", plan.Octaves, 1, 8),
            plan.Seed
        );

    private static LayerContent.Text Text(TextPlan plan, string field) =>
        new()
        {
            Value = plan.Content,
            Typeface = Face(plan, field),
            Weight = Weight(plan, field),
            Size = Size($"{field}.size", plan.Size)!.Value,
            LineHeight = InRange($"{field}.lineHeight", plan.LineHeight, 0.5, 4),
            Align = PlanNames.Parse<TextAlign>($"{field}.align", plan.Align),
            Color = Color(plan.Color, $"{field}.color"),
        };

    private static Typeface Face(TextPlan plan, string field) =>
        PlanNames.Parse<Typeface>($"{field}.typeface", plan.Typeface);

    private static FontWeight Weight(TextPlan plan, string field) =>
        PlanNames.Parse<FontWeight>($"{field}.weight", plan.Weight);

    private static LinearColor Color(string text, string field)
    {
        try
        {
            return LinearColor.Parse(text);
        }
        catch (FormatException)
        {
            throw new PlanInvalidException($"{field}: '{text}' is no colour such as #204060 or #20406080");
        }
    }

    private static double? Size(string field, double? value) =>
        value is { } size && !(size > 0 && size <= MostShares)
            ? throw new PlanInvalidException($"{field} {size} is not above 0 and up to {MostShares}")
            : value;

    private static double InRange(string field, double value, double low, double high) =>
        value >= low && value <= high
            ? value
            : throw new PlanInvalidException($"{field} {value} is not between {low} and {high}");
}
