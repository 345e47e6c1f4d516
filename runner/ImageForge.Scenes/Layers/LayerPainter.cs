using System.Numerics;
using ImageForge.Imaging.Noise;
using ImageForge.Imaging.Pixels;
using ImageForge.Imaging.Stacking;
using ImageForge.Scenes.Assets;
using ImageForge.Scenes.Backdrops;
using ImageForge.Scenes.Paper;

namespace ImageForge.Scenes.Layers;

/// <summary>Lays the layers that a scene has by hand.</summary>
internal sealed class LayerPainter(DrawingContext context, IReadOnlyList<Layer> layers, RowParallel rows)
{
    /// <summary>Lays the layers of one plane, first to last.</summary>
    public void Lay(PixelBuffer picture, LayerPlane plane) =>
        LayerStack.LayInTurn(
            picture,
            layers.Where(l => l.Plane == plane).Select(l => Ready(l, picture.Width, picture.Height)),
            rows
        );

    private StackLayer Ready(Layer layer, int width, int height)
    {
        rows.Cancellation.ThrowIfCancellationRequested();
        var canvas = new Vector2(width, height);
        if (layer.Content is LayerContent.Text text)
        {
            return Text(layer, text, canvas);
        }

        LayerBox box = Box(layer, Size(layer, canvas), canvas);
        ILayerPixels pixels = layer.Content switch
        {
            LayerContent.Picture picture => Place(new BorrowedPixels(new FloatPixels(picture.Pixels)), box, canvas),
            LayerContent.Asset asset => Place(Draw(layer, asset, box.Size, canvas), box, canvas),
            LayerContent.Plain plain => Painted(new PlainPaint(plain.Color), box, canvas),
            LayerContent.Blend blend => Painted(new GradientPaint(blend.Colors, box.Size), box, canvas),
            LayerContent.Noise noise => Painted(Noise(layer, noise, canvas), box, canvas),
            _ => throw new ArgumentException($"Layer '{layer.Name}' shows an unknown content.", nameof(layer)),
        };
        return Stacked(layer, pixels, Mask(layer.Mask, box, canvas));
    }

    private StackLayer Text(Layer layer, LayerContent.Text text, Vector2 canvas)
    {
        float size = (float)(text.Size * layer.Scale) * canvas.Y;
        float? width = layer.Width is { } share ? (float)(share * layer.Scale) * canvas.X : null;
        var block = new TextBlock(text, size, width, canvas.X);
        LayerBox box = Box(layer, block.Size, canvas);
        (ILayerMask letters, PixelArea area) = block.Letters(box, (int)canvas.X, (int)canvas.Y);
        ILayerMask? mask = Mask(layer.Mask, box, canvas);
        return Stacked(layer, new PlainPixels(text.Color, area), mask is null ? letters : new BothMasks(letters, mask));
    }

    private static StackLayer Stacked(Layer layer, ILayerPixels pixels, ILayerMask? mask) =>
        new(pixels)
        {
            Mode = layer.Blend,
            Opacity = (float)layer.Opacity,
            Mask = mask,
        };

    private static LayerBox Box(Layer layer, Vector2 size, Vector2 canvas) =>
        new(
            size,
            new Vector2((float)layer.X, (float)layer.Y) * canvas,
            AnchorPoint.Of(layer.Anchor),
            (float)layer.Rotation
        );

    private static Vector2 Size(Layer layer, Vector2 canvas)
    {
        // Width against height, of what has proportions of its own.
        float? aspect = layer.Content switch
        {
            LayerContent.Picture { Pixels: var pixels } => pixels.Width / (float)pixels.Height,
            LayerContent.Asset { Name: var name } => BuiltInAssets.Named(name).Aspect,
            _ => null,
        };
        float? width = (float?)layer.Width * canvas.X;
        float? height = (float?)layer.Height * canvas.Y;
        Vector2 size = (width, height, aspect) switch
        {
            ({ } w, { } h, _) => new(w, h),
            ({ } w, null, { } a) => new(w, w / a),
            (null, { } h, { } a) => new(h * a, h),
            (null, null, { } a) => new(canvas.X, canvas.X / a),
            var (w, h, _) => new(w ?? canvas.X, h ?? canvas.Y),
        };
        return Vector2.Max(size * (float)layer.Scale, Vector2.One);
    }

    private static PaintedPixels Painted(IPaint paint, LayerBox box, Vector2 canvas) =>
        new(box, paint, (int)canvas.X, (int)canvas.Y);

    private ILayerPixels Place(ILayerPixels pixels, LayerBox box, Vector2 canvas)
    {
        var own = new Vector2(pixels.Area.Right - pixels.Area.Left, pixels.Area.Bottom - pixels.Area.Top);
        var placement = new Placement
        {
            Position = box.Position,
            Anchor = box.Anchor,
            Scale = box.Size / own,
            Rotation = box.Rotation,
        };
        return Placer.Place(pixels, placement, (int)canvas.X, (int)canvas.Y, rows);
    }

    private NoisePaint Noise(Layer layer, LayerContent.Noise noise, Vector2 canvas)
    {
        uint seed = noise.Seed is { } own ? Hash.Fold(unchecked((ulong)own)) : Chance(layer).Seed;
        float feature = Math.Max(0.5f, (float)(noise.Size * layer.Scale) * canvas.Y);
        return new NoisePaint(noise.From, noise.To, feature, noise.Octaves, seed);
    }

    private Dice Chance(Layer layer) => context.Dice.Fork($"layer/{layer.Name}");

    // On a canvas of its own: what is laid there is cut out again, with what it covers and what it adds.
    private FloatPixels Draw(Layer layer, LayerContent.Asset asset, Vector2 size, Vector2 canvas)
    {
        // Nothing is seen of what is larger than the canvas by far.
        float shrink = Math.Min(1f, 2f * Math.Max(canvas.X, canvas.Y) / Math.Max(size.X, size.Y));
        int width = Math.Max(1, (int)MathF.Round(size.X * shrink));
        int height = Math.Max(1, (int)MathF.Round(size.Y * shrink));
        Dice dice = Chance(layer);
        using var own = new PaperCanvas(width, height, dice.Seed, rows)
        {
            Finish = context.Canvas.Finish,
            ShadowDirection = context.Canvas.ShadowDirection,
            ShadowTint = context.Canvas.ShadowTint,
        };
        var paper = new AssetCanvas(context with { Canvas = own }, new PlacedBox(0, 0, width, height), 2, 1f, dice);
        BuiltInAssets.Named(asset.Name).Draw(paper);
        paper.Lay();
        return new FloatPixels(own.Take());
    }

    private PixelMask? Mask(LayerMask? mask, LayerBox box, Vector2 canvas) =>
        mask switch
        {
            { Image: { } image } => new(Place(new BorrowedPixels(new FloatPixels(image)), box, canvas), mask.Luminance),
            { Gradient: { } gradient } => new(
                Painted(new GradientPaint(gradient, box.Size), box, canvas),
                mask.Luminance
            ),
            _ => null,
        };
}
