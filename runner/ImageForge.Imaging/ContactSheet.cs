using ImageForge.Imaging.Noise;
using ImageForge.Imaging.Paper;
using ImageForge.Imaging.Paths;
using ImageForge.Imaging.Pixels;
using ImageForge.Imaging.Text;

namespace ImageForge.Imaging;

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
        using var stage = new Diorama(layout.Width, layout.Height, Hash.Of("contact sheet"), rows);
        stage.Fill(
            new Outline().Rect(0, 0, layout.Width, layout.Height),
            Ink.Vertical(Table.Scale(1.25f), Table.Scale(0.8f), 0, layout.Height)
        );
        stage.Lay(new CutStyle { Fibre = 0.06f });
        if (options.Title.Length > 0)
        {
            string title = StrokeFont.Wrap(options.Title, layout.TitleSize, layout.Width - (2 * layout.Margin), 1)[0];
            stage.Fill(StrokeFont.Set(title, layout.Margin, layout.Margin, layout.TitleSize, 0.13f), Chalk);
            stage.Lay(new CutStyle { Depth = layout.TitleSize * 0.12f, Shadow = 0.7f });
        }

        for (int i = 0; i < frames.Count; i++)
        {
            LayCard(stage, layout, frames[i], i, options.Numbered);
        }

        return stage.Take();
    }

    private static void LayCard(Diorama stage, SheetLayout layout, ContactFrame frame, int index, bool numbered)
    {
        (int x, int y) = layout.CardAt(index);
        stage.Cut(new Outline().RoundRect(x, y, layout.CardWidth, layout.CardHeight, layout.Pad * 0.4f), Card, 0.8f);
        stage.Lay(
            new CutStyle
            {
                Depth = layout.Pad * 0.7f,
                Shadow = 0.8f,
                Edge = 0.1f,
                Fibre = 0.03f,
            }
        );
        PastePicture(stage, layout, frame.Image, x + layout.Pad, y + layout.Pad);
        float size = layout.CaptionSize;
        float left = x + layout.Pad;
        float top = y + layout.Pad + layout.PictureHeight + (size * 0.75f);
        float width = layout.PictureWidth;
        if (numbered)
        {
            string number = (index + 1).ToString(System.Globalization.CultureInfo.InvariantCulture);
            float badge = size * 1.9f;
            stage.Fill(new Outline().Circle(left + (badge / 2), top + (size * 0.5f), badge / 2), Accent);
            float numberSize = size * 0.86f;
            float numberWidth = StrokeFont.Measure(number, numberSize);
            stage.Fill(
                StrokeFont.Set(number, left + ((badge - numberWidth) / 2), top + (size * 0.07f), numberSize, 0.14f),
                Chalk
            );
            left += badge + (size * 0.6f);
            width -= badge + (size * 0.6f);
        }

        foreach (string line in StrokeFont.Wrap(frame.Caption, size, width, 2))
        {
            stage.Fill(StrokeFont.Set(line, left, top, size), Pen);
            top += size * 1.75f;
        }

        stage.Lay(default);
    }

    private static void PastePicture(Diorama stage, SheetLayout layout, PixelBuffer image, int x, int y)
    {
        float scale = Math.Min(layout.PictureWidth / (float)image.Width, layout.PictureHeight / (float)image.Height);
        int width = Math.Clamp((int)MathF.Round(image.Width * scale), 1, layout.PictureWidth);
        int height = Math.Clamp((int)MathF.Round(image.Height * scale), 1, layout.PictureHeight);
        using PixelBuffer resized = Resizer.Resize(image, width, height);
        int left = x + ((layout.PictureWidth - width) / 2);
        int top = y + ((layout.PictureHeight - height) / 2);
        for (int row = 0; row < height; row++)
        {
            resized.Pixels(row).CopyTo(stage.Sheet.Buffer.Pixels(top + row)[left..]);
        }

        stage.Sheet.Touch(new PixelArea(left, top, left + width, top + height));
        stage.Lay(default);
    }
}
