using System.Numerics;
using ImageForge.Imaging.Pixels;

namespace ImageForge.Scenes.Galleries;

/// <summary>What the product draws by itself, side by side: overlays, assets, looks.</summary>
public sealed class Gallery
{
    private const long MaxPixels = 100_000_000;
    private const int MinSide = 64;
    private const int MaxSide = 2048;

    private readonly IReadOnlyList<GallerySheet> _sheets;
    private readonly (int Width, int Height) _size;
    private readonly int _columns;

    private Gallery(IReadOnlyList<GallerySheet> sheets, (int Width, int Height) size, int columns)
    {
        _sheets = sheets;
        _size = size;
        _columns = columns;
    }

    /// <summary>What <see cref="Find"/> knows: three galleries, and each sheet of the looks by its own name.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        "atmospheres",
        "assets",
        "looks",
        "times",
        "genres",
        "angles",
        "compositions",
        "themes",
        "brands",
        "tone",
        "fov",
        "lighting",
        "exposure",
        "colorTemp",
        "tint",
        "contrast",
        "hdrBloom",
        "vignette",
        "grain",
        "chromaticAberration",
        "depthHaze",
    ];

    /// <summary>The gallery of this name.</summary>
    /// <exception cref="ArgumentException">There is none of this name, or an option is out of range; the message says what is allowed.</exception>
    public static Gallery Find(string name, GalleryOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (!Names.Contains(name))
        {
            throw new ArgumentException($"There is no gallery '{name}'. There are: {string.Join(", ", Names)}.");
        }

        // Assets are wider than high: a flat card leaves less of it empty.
        (int width, int height) = options.Size ?? (320, name == "assets" ? 170 : 240);
        IReadOnlyList<double> intensities =
            options.Intensities.Count > 0 ? options.Intensities
            : name == "assets" ? AssetGallery.Intensities
            : AtmosphereGallery.Intensities;
        Check(width, height, intensities, options.Columns);
        Scene empty = Empty(width, height, options.Seed);
        IReadOnlyList<GallerySheet> sheets = name switch
        {
            "atmospheres" => [AtmosphereGallery.Sheet(empty, intensities)],
            "assets" => [AssetGallery.Sheet(empty, intensities)],
            _ when options.Intensities.Count > 0 => throw new ArgumentException(
                $"{name} has no intensities: only atmospheres and assets have."
            ),
            _ => [.. LookGallery.Sheets(empty).Where(s => name == "looks" || s.Name == name)],
        };
        int columns = name is "atmospheres" or "assets" ? intensities.Count * 2 : 5;
        return new Gallery(sheets, (width, height), options.Columns ?? columns);
    }

    /// <summary>Renders every picture and lays them out. The caller disposes of the result.</summary>
    /// <param name="progress">Is told how many pictures of how many are done.</param>
    /// <param name="cancellation">Ends the work between two pictures.</param>
    /// <exception cref="ArgumentException">The sheet would be larger than 100 megapixels.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public PixelBuffer Render(
        IProgress<(int Done, int Total)>? progress = null,
        CancellationToken cancellation = default
    )
    {
        CheckSize();
        var sheets = new List<PixelBuffer>();
        try
        {
            int total = _sheets.Sum(s => s.Scenes.Count);
            int done = 0;
            foreach (GallerySheet sheet in _sheets)
            {
                sheets.Add(Render(sheet, () => progress?.Report((++done, total)), cancellation));
            }

            return SheetStack.Join(sheets);
        }
        finally
        {
            sheets.ForEach(s => s.Dispose());
        }
    }

    private PixelBuffer Render(GallerySheet sheet, Action next, CancellationToken cancellation)
    {
        var frames = new List<ContactFrame>();
        try
        {
            var compositor = new Compositor();
            foreach (GalleryScene scene in sheet.Scenes)
            {
                frames.Add(
                    new ContactFrame(compositor.Render(scene.Scene, cancellation: cancellation).Image, scene.Caption)
                );
                next();
            }

            return ContactSheet.Render(
                frames,
                new ContactSheetOptions
                {
                    Columns = _columns,
                    FrameWidth = _size.Width,
                    Title = sheet.Title,
                    Numbered = false,
                }
            );
        }
        finally
        {
            frames.ForEach(f => f.Image.Dispose());
        }
    }

    private static Scene Empty(int width, int height, ulong seed) =>
        new()
        {
            Width = width,
            Height = height,
            Seed = seed,
        };

    private void CheckSize()
    {
        long pixels = _sheets.Sum(s =>
            (long)((s.Scenes.Count + _columns - 1) / _columns) * _columns * _size.Width * _size.Height
        );
        if (pixels > MaxPixels)
        {
            throw new ArgumentException(
                $"Pictures of {_size.Width}×{_size.Height} make a sheet of {pixels / 1_000_000} megapixels; at most {MaxPixels / 1_000_000} are made. Choose a smaller size."
            );
        }
    }

    private static void Check(int width, int height, IReadOnlyList<double> intensities, int? columns)
    {
        if (Math.Min(width, height) < MinSide || Math.Max(width, height) > MaxSide)
        {
            throw new ArgumentException(
                $"The size is {width}×{height}; each side must be {MinSide} to {MaxSide} pixels."
            );
        }

        if (intensities.Any(i => !(i > 0 && i <= 1)))
        {
            throw new ArgumentException("Intensities must be above 0 and at most 1.");
        }

        if (columns is < 1 or > 20)
        {
            throw new ArgumentException($"There are {columns} columns; there must be 1 to 20.");
        }
    }
}

/// <summary>How galleries are made. What is not given is the gallery's own choice.</summary>
public sealed record GalleryOptions
{
    /// <summary>Size of a picture in pixels, each side 64–2048; the gallery's own if not given.</summary>
    public (int Width, int Height)? Size { get; init; }

    /// <summary>Seed of every picture.</summary>
    public ulong Seed { get; init; } = 12;

    /// <summary>Intensities side by side, above 0 and at most 1; the gallery's own if empty. Looks have none.</summary>
    public IReadOnlyList<double> Intensities { get; init; } = [];

    /// <summary>Pictures side by side; the gallery's own number if not given.</summary>
    public int? Columns { get; init; }
}

/// <summary>A scene with the words below it.</summary>
/// <param name="Caption">What is to be seen.</param>
/// <param name="Scene">The scene.</param>
internal sealed record GalleryScene(string Caption, Scene Scene);

/// <summary>Scenes that are laid side by side to be looked at.</summary>
/// <param name="Name">Short name, lower case with hyphens.</param>
/// <param name="Title">Heading of the sheet.</param>
/// <param name="Scenes">What is on it, in order.</param>
internal sealed record GallerySheet(string Name, string Title, IReadOnlyList<GalleryScene> Scenes);

/// <summary>Sheets one below the other.</summary>
internal static class SheetStack
{
    /// <summary>Joins them; a narrower one is continued to the right by its own edge. The caller disposes of the result.</summary>
    public static PixelBuffer Join(IReadOnlyList<PixelBuffer> sheets)
    {
        int width = sheets.Max(s => s.Width);
        PixelBuffer joined = PixelBuffer.AllocateUncleared(width, sheets.Sum(s => s.Height));
        int top = 0;
        foreach (PixelBuffer sheet in sheets)
        {
            for (int y = 0; y < sheet.Height; y++)
            {
                Span<Vector4> row = joined.Pixels(top + y);
                sheet.Pixels(y).CopyTo(row);
                row[sheet.Width..].Fill(sheet.Pixels(y)[^1]);
            }

            top += sheet.Height;
        }

        return joined;
    }
}
