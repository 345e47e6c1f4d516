using ImageForge.Imaging.Assets;
using ImageForge.Imaging.Pixels;
using ImageForge.Imaging.Text;

namespace ImageForge.Imaging.Scenes;

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
