using ImageForge.Imaging.Noise;
using ImageForge.Imaging.Paths;
using ImageForge.Imaging.Pixels;
using ImageForge.Imaging.Text;
using ImageForge.Scenes.Paper;

namespace ImageForge.Scenes;

/// <summary>Lays pictures out as cards on dark paper, each with its caption: a storyboard or a set of variants.</summary>
public static class ContactSheet
{
    private static readonly LinearColor Table = LinearColor.Parse("#23283a");
    private static readonly LinearColor Card = LinearColor.Parse("#f4ecdd");
    private static readonly LinearColor Pen = LinearColor.Parse("#2a2a38");
    private static readonly LinearColor Chalk = LinearColor.Parse("#f4ecdd");
    private static readonly LinearColor Accent = LinearColor.Parse("#e8573f");

    /// <summary>Renders the sheet. The caller disposes of the result.</summary>
    /// <exception cref="ArgumentException">There is no frame, or an option is out of range.</exception>
    public static PixelBuffer Render(IReadOnlyList<ContactFrame> frames, ContactSheetOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(frames);
        options ??= new ContactSheetOptions();
        if (frames.Count == 0)
        {
            throw new ArgumentException("A contact sheet needs at least one frame.", nameof(frames));
        }

        ArgumentOutOfRangeException.ThrowIfLessThan(options.Columns, 1, nameof(options));
        ArgumentOutOfRangeException.ThrowIfLessThan(options.FrameWidth, 64, nameof(options));
        var layout = SheetLayout.For(frames, options);
        var rows = new RowParallel(Environment.ProcessorCount, default);
        using var canvas = new PaperCanvas(layout.Width, layout.Height, Hash.Of("contact sheet"), rows);
        canvas.Fill(
            new Outline().Rect(0, 0, layout.Width, layout.Height),
            Ink.Vertical(Table.Scale(1.25f), Table.Scale(0.8f), 0, layout.Height)
        );
        canvas.Lay(new CutStyle { Fibre = 0.06f });
        if (options.Title.Length > 0)
        {
            string title = StrokeFont.Wrap(options.Title, layout.TitleSize, layout.Width - (2 * layout.Margin), 1)[0];
            canvas.Fill(StrokeFont.Set(title, layout.Margin, layout.Margin, layout.TitleSize, 0.13f), Chalk);
            canvas.Lay(new CutStyle { Depth = layout.TitleSize * 0.12f, Shadow = 0.7f });
        }

        for (int i = 0; i < frames.Count; i++)
        {
            LayCard(canvas, layout, frames[i], i, options.Numbered);
        }

        return canvas.Take();
    }

    private static void LayCard(PaperCanvas canvas, SheetLayout layout, ContactFrame frame, int index, bool numbered)
    {
        (int x, int y) = layout.CardAt(index);
        canvas.Cut(new Outline().RoundRect(x, y, layout.CardWidth, layout.CardHeight, layout.Pad * 0.4f), Card, 0.8f);
        canvas.Lay(
            new CutStyle
            {
                Depth = layout.Pad * 0.7f,
                Shadow = 0.8f,
                Edge = 0.1f,
                Fibre = 0.03f,
            }
        );
        PastePicture(canvas, layout, frame.Image, x + layout.Pad, y + layout.Pad);
        float size = layout.CaptionSize;
        float left = x + layout.Pad;
        float top = y + layout.Pad + layout.PictureHeight + (size * 0.75f);
        float width = layout.PictureWidth;
        if (numbered)
        {
            string number = (index + 1).ToString(System.Globalization.CultureInfo.InvariantCulture);
            float badge = size * 1.9f;
            canvas.Fill(new Outline().Circle(left + (badge / 2), top + (size * 0.5f), badge / 2), Accent);
            float numberSize = size * 0.86f;
            float numberWidth = StrokeFont.Measure(number, numberSize);
            canvas.Fill(
                StrokeFont.Set(number, left + ((badge - numberWidth) / 2), top + (size * 0.07f), numberSize, 0.14f),
                Chalk
            );
            left += badge + (size * 0.6f);
            width -= badge + (size * 0.6f);
        }

        foreach (string line in StrokeFont.Wrap(frame.Caption, size, width, 2))
        {
            canvas.Fill(StrokeFont.Set(line, left, top, size), Pen);
            top += size * 1.75f;
        }

        canvas.Lay(default);
    }

    private static void PastePicture(PaperCanvas canvas, SheetLayout layout, PixelBuffer image, int x, int y)
    {
        float scale = Math.Min(layout.PictureWidth / (float)image.Width, layout.PictureHeight / (float)image.Height);
        int width = Math.Clamp((int)MathF.Round(image.Width * scale), 1, layout.PictureWidth);
        int height = Math.Clamp((int)MathF.Round(image.Height * scale), 1, layout.PictureHeight);
        using PixelBuffer resized = Resizer.Resize(image, width, height);
        int left = x + ((layout.PictureWidth - width) / 2);
        int top = y + ((layout.PictureHeight - height) / 2);
        for (int row = 0; row < height; row++)
        {
            resized.Pixels(row).CopyTo(canvas.Sheet.Buffer.Pixels(top + row)[left..]);
        }

        canvas.Sheet.Touch(new PixelArea(left, top, left + width, top + height));
        canvas.Lay(default);
    }
}

/// <summary>A picture on a contact sheet.</summary>
/// <param name="Image">The picture; stays the caller's.</param>
/// <param name="Caption">What stands below it, at most two lines.</param>
public sealed record ContactFrame(PixelBuffer Image, string Caption);

/// <summary>How a contact sheet is laid out.</summary>
public sealed record ContactSheetOptions
{
    /// <summary>Frames side by side, at least 1.</summary>
    public int Columns { get; init; } = 3;

    /// <summary>Width of a frame's picture in pixels, at least 64; its height follows from the first picture.</summary>
    public int FrameWidth { get; init; } = 480;

    /// <summary>What stands above all frames; may be empty.</summary>
    public string Title { get; init; } = "";

    /// <summary>Whether each frame shows its number.</summary>
    public bool Numbered { get; init; } = true;
}

/// <summary>The measures of a contact sheet in pixels.</summary>
internal sealed record SheetLayout
{
    public required int Columns { get; init; }

    public required int Rows { get; init; }

    public required int PictureWidth { get; init; }

    public required int PictureHeight { get; init; }

    public required float TitleSize { get; init; }

    public int Pad => Math.Max(4, PictureWidth / 40);

    public int Margin => Pad * 3;

    public float CaptionSize => Math.Clamp(PictureWidth / 34f, 7f, 40f);

    public int CardWidth => PictureWidth + (2 * Pad);

    public int CardHeight => PictureHeight + (2 * Pad) + (int)(CaptionSize * 3.6f);

    public int Width => (2 * Margin) + (Columns * CardWidth) + ((Columns - 1) * Margin);

    public int Height => HeadHeight + Margin + (Rows * (CardHeight + Margin));

    private int HeadHeight => TitleSize > 0 ? (int)(TitleSize * 1.9f) + (Margin / 2) : 0;

    public static SheetLayout For(IReadOnlyList<ContactFrame> frames, ContactSheetOptions options)
    {
        int columns = Math.Min(options.Columns, frames.Count);
        double aspect = (double)frames[0].Image.Height / frames[0].Image.Width;
        return new SheetLayout
        {
            Columns = columns,
            Rows = (frames.Count + columns - 1) / columns,
            PictureWidth = options.FrameWidth,
            PictureHeight = Math.Max(1, (int)Math.Round(options.FrameWidth * aspect)),
            TitleSize = options.Title.Length > 0 ? Math.Clamp(options.FrameWidth / 15f, 14f, 96f) : 0f,
        };
    }

    public (int X, int Y) CardAt(int index) =>
        (
            Margin + (index % Columns * (CardWidth + Margin)),
            HeadHeight + Margin + (index / Columns * (CardHeight + Margin))
        );
}
