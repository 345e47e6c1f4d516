using ImageForge.Contracts.Results;
using ImageForge.Imaging.Pixels;
using ImageForge.Imaging.Text;

namespace ImageForge.Runner.Inputs;

/// <summary>The images and fonts that a plan names, decoded; and what is wrong with those that something stands in for.</summary>
internal sealed class UserImages : IDisposable
{
    private readonly IReadOnlyDictionary<(string Uri, string? Digest), PixelBuffer> _pictures;

    public UserImages(
        IReadOnlyDictionary<(string Uri, string? Digest), PixelBuffer> pictures,
        IReadOnlyList<InputDigest> inputs,
        IReadOnlyList<Warning> warnings
    )
    {
        _pictures = pictures;
        Inputs = inputs;
        Warnings = warnings;
    }

    /// <summary>For a plan that is only checked.</summary>
    public static UserImages None { get; } = new(new Dictionary<(string, string?), PixelBuffer>(), [], []);

    /// <summary>The fonts of each text that has some, by what names them.</summary>
    public IReadOnlyDictionary<string, UserFonts> Fonts { get; init; } = new Dictionary<string, UserFonts>();

    /// <summary>Each image with the digest of what was read, in the plan's order.</summary>
    public IReadOnlyList<InputDigest> Inputs { get; }

    /// <summary>Whether any of them had no more than 8 bits a sample, so that what is made of them is derived.</summary>
    public bool AreDerived { get; init; }

    /// <summary>What could not be used.</summary>
    public IReadOnlyList<Warning> Warnings { get; }

    /// <summary>The image, or null where none is named or it could not be used. Stays owned by this object.</summary>
    public PixelBuffer? Find(ImageSource? image) =>
        image is null ? null : _pictures.GetValueOrDefault((image.Uri!, image.Digest));

    /// <summary>The fonts of a text; null where it has none, or none could be used. Stay owned by this object.</summary>
    public UserFonts? Find(IReadOnlyList<FontSpec>? fonts) =>
        fonts is null ? null : Fonts.GetValueOrDefault(NameOf(fonts));

    /// <summary>What names the fonts of a text.</summary>
    public static string NameOf(IReadOnlyList<FontSpec> fonts) =>
        string.Join('\n', fonts.Select(f => $"{f.Source.Uri} {f.Source.Digest} {f.Index}"));

    /// <summary>An image without which the run has failed when it was to be loaded.</summary>
    public PixelBuffer Require(ImageSource image) =>
        Find(image) ?? throw new InvalidOperationException($"'{image.Uri}' is not loaded.");

    /// <inheritdoc />
    public void Dispose()
    {
        foreach (var picture in _pictures.Values)
        {
            picture.Dispose();
        }

        foreach (var fonts in Fonts.Values)
        {
            fonts.Dispose();
        }
    }
}
