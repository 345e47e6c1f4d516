using ImageForge.Imaging.Pixels;
using ImageForge.Imaging.Text;
using ImageForge.Scenes.Assets;

namespace ImageForge.Scenes;

/// <summary>Something that is placed by hand.</summary>
public sealed record Layer
{
    /// <summary>Its name; the seed of its own chance.</summary>
    public required string Name { get; init; }

    /// <summary>What it shows.</summary>
    public required LayerContent Content { get; init; }

    /// <summary>Where among the parts of the scene it lies.</summary>
    public LayerPlane Plane { get; init; } = LayerPlane.Front;

    /// <summary>Where its anchor lies, as a share of the canvas width from the left.</summary>
    public double X { get; init; } = 0.5;

    /// <summary>Where its anchor lies, as a share of the canvas height from the top.</summary>
    public double Y { get; init; } = 0.5;

    /// <summary>Which point of it lies there.</summary>
    public LayerAnchor Anchor { get; init; }

    /// <summary>
    /// Width as a share of the canvas width. Null: it follows from the height; without that, the canvas width, and for
    /// text that of its longest line.
    /// </summary>
    public double? Width { get; init; }

    /// <summary>
    /// Height as a share of the canvas height. Null: it follows from the width; for what has no proportions of its own,
    /// the canvas height. Text has the height of its lines.
    /// </summary>
    public double? Height { get; init; }

    /// <summary>Multiplies its size.</summary>
    public double Scale { get; init; } = 1;

    /// <summary>Degrees that it is turned around its anchor, clockwise.</summary>
    public double Rotation { get; init; }

    /// <summary>0–1.</summary>
    public double Opacity { get; init; } = 1;

    /// <summary>How it mixes with what is below.</summary>
    public BlendMode Blend { get; init; }

    /// <summary>Where it shows; null: everywhere.</summary>
    public LayerMask? Mask { get; init; }
}

/// <summary>What a layer shows. The hierarchy is closed.</summary>
public abstract record LayerContent
{
    private LayerContent() { }

    /// <summary>A picture. Stays the caller's.</summary>
    /// <param name="Pixels">The picture.</param>
    public sealed record Picture(PixelBuffer Pixels) : LayerContent;

    /// <summary>A built-in asset in the scene's own light.</summary>
    /// <param name="Name">One of <see cref="BuiltInAssets.All"/>.</param>
    public sealed record Asset(AssetName Name) : LayerContent;

    /// <summary>One colour.</summary>
    /// <param name="Color">The colour, with its opacity.</param>
    public sealed record Plain(LinearColor Color) : LayerContent;

    /// <summary>A gradient.</summary>
    /// <param name="Colors">The gradient.</param>
    public sealed record Blend(Gradient Colors) : LayerContent;

    /// <summary>Clouds between two colours.</summary>
    /// <param name="From">Where it is lowest.</param>
    /// <param name="To">Where it is highest.</param>
    /// <param name="Size">How large its features are, as a share of the canvas height.</param>
    /// <param name="Octaves">How fine its details are, 1–8.</param>
    /// <param name="Seed">Seed; null: the scene's own.</param>
    public sealed record Noise(LinearColor From, LinearColor To, double Size, int Octaves, long? Seed) : LayerContent;

    /// <summary>Text in a user's fonts or a built-in typeface.</summary>
    public sealed record Text : LayerContent
    {
        /// <summary>What it says. A line feed begins a line.</summary>
        public required string Value { get; init; }

        /// <summary>The user's fonts; the typeface is for what they lack. Stay the caller's.</summary>
        public UserFonts? Fonts { get; init; }

        /// <summary>Its typeface.</summary>
        public Typeface Typeface { get; init; }

        /// <summary>Its weight.</summary>
        public FontWeight Weight { get; init; } = FontWeight.Bold;

        /// <summary>Size of the font as a share of the canvas height.</summary>
        public double Size { get; init; } = 0.08;

        /// <summary>Distance of lines against the size.</summary>
        public double LineHeight { get; init; } = 1.2;

        /// <summary>Where lines begin or end.</summary>
        public TextAlign Align { get; init; }

        /// <summary>Its colour.</summary>
        public LinearColor Color { get; init; } = new(1f, 1f, 1f);
    }
}

/// <summary>Decides where a layer shows; it is stretched over the layer's box and turned with it.</summary>
public sealed record LayerMask
{
    /// <summary>A picture. Stays the caller's. Either this or <see cref="Gradient"/> is given.</summary>
    public PixelBuffer? Image { get; init; }

    /// <summary>A gradient.</summary>
    public Gradient? Gradient { get; init; }

    /// <summary>Whether it shows the layer where it is light, and not where it is solid.</summary>
    public bool Luminance { get; init; }
}
