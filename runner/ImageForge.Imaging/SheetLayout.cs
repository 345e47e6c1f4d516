namespace ImageForge.Imaging;

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
