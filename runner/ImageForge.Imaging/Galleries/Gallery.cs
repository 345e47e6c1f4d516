using ImageForge.Imaging.Pixels;
using ImageForge.Imaging.Scenes;

namespace ImageForge.Imaging.Galleries;

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
    ["atmospheres", "assets", "looks", .. LookGallery.Sheets(Empty(MinSide, MinSide, 0)).Select(s => s.Name)];

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
