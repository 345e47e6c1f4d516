using System.Numerics;
using ImageForge.Imaging.Looks;
using ImageForge.Imaging.Noise;
using ImageForge.Imaging.Paths;
using ImageForge.Imaging.Pixels;

namespace ImageForge.Imaging.Paper;

/// <summary>The stage: sheets of paper are cut one at a time and laid down from back to front.</summary>
internal sealed class Diorama : IDisposable
{
    private readonly FibreTexture _fibre;
    private readonly uint _seed;
    private PixelBuffer? _picture;
    private int _sheets;

    public Diorama(int width, int height, uint seed, RowParallel rows)
    {
        Width = width;
        Height = height;
        Rows = rows;
        _seed = seed;
        Unit = Math.Min(height, width * 0.95f) / 768f;
        _picture = PixelBuffer.Allocate(width, height);
        Sheet = new Sheet(width, height);
        _fibre = new FibreTexture(seed, width, height, Math.Clamp(Unit, 0.6f, 4f), rows);
    }

    public int Width { get; }

    public int Height { get; }

    /// <summary>Pixels for each pixel of a 768 pixel high picture: what strokes and edges are measured in.</summary>
    public float Unit { get; }

    public RowParallel Rows { get; }

    /// <summary>What has been laid down so far.</summary>
    public PixelBuffer Picture => _picture ?? throw new InvalidOperationException("The picture was taken.");

    /// <summary>The sheet being cut.</summary>
    public Sheet Sheet { get; }

    /// <summary>Unit vector that shadows fall along: away from the light.</summary>
    public Vector2 ShadowDirection { get; set; } = Vector2.Normalize(new Vector2(0.6f, 1f));

    /// <summary>What a full shadow multiplies the light by.</summary>
    public LinearColor ShadowTint { get; set; } = new(0.30f, 0.28f, 0.42f);

    /// <summary>The manner of all papers.</summary>
    public PaperFinish Finish { get; init; } = PaperFinish.Plain;

    /// <summary>What lies between the camera and what is laid.</summary>
    public Air Air { get; init; }

    /// <summary>How far away what is laid next stands.</summary>
    public PlaneDepth Depth { get; set; }

    /// <summary>Whether the right half of what is laid next is cut as a mirror image of the left.</summary>
    public bool Mirrored { get; set; }

    /// <summary>Fills a shape as scissors would: long edges waver a little.</summary>
    public void Cut(Outline path, Ink ink, float waver = 1f)
    {
        float amplitude = waver * Finish.Waver * Unit;
        Fill(amplitude > 0f ? Scissors.Cut(path, _seed + (uint)_sheets, amplitude, Unit) : path, ink);
    }

    /// <summary>Fills a shape as it is.</summary>
    public void Fill(Outline path, Ink ink) => Sheet.Fill(path, Finish.Flat ? ink.Flattened() : ink);

    /// <summary>Lays the current sheet on the picture and takes a new one.</summary>
    public void Lay(CutStyle style)
    {
        style = Finish.Apply(style);
        if (Mirrored)
        {
            Sheet.Mirror();
        }

        PixelArea touched = Sheet.Touched.Clip(Width, Height);
        if (touched.IsEmpty)
        {
            return;
        }

        if (style.Shadow > 0f && style.Depth > 0f)
        {
            CastShadow(touched, style);
        }

        uint offsets = Hash.At(_seed, _sheets, 77);
        int offsetX = (int)(offsets % FibreTexture.Margin);
        int offsetY = (int)((offsets >> 8) % FibreTexture.Margin);
        int edge = Math.Max(1, (int)MathF.Round(Unit * 1.1f));
        Rows.For(
            touched.Top,
            touched.Bottom,
            (from, to) =>
            {
                for (int y = from; y < to; y++)
                {
                    LayRow(y, touched, style, _fibre.Row(y, offsetX, offsetY), edge);
                }
            }
        );
        Sheet.Clear();
        _sheets++;
    }

    /// <summary>Hands the picture over; the caller disposes of it.</summary>
    public PixelBuffer Take()
    {
        PixelBuffer picture = Picture;
        _picture = null;
        return picture;
    }

    public void Dispose()
    {
        Sheet.Dispose();
        _picture?.Dispose();
    }

    private void CastShadow(PixelArea touched, CutStyle style)
    {
        using var mask = new SoftMask(Sheet.Buffer, touched, Math.Max(2f, style.Depth * 0.8f));
        Vector2 shift = ShadowDirection * style.Depth;
        PixelArea area = new PixelArea(
            mask.Area.Left + (int)shift.X,
            mask.Area.Top + (int)shift.Y,
            mask.Area.Right + (int)shift.X,
            mask.Area.Bottom + (int)shift.Y
        ).Clip(Width, Height);
        if (area.IsEmpty)
        {
            return;
        }

        Vector4 loss =
            new Vector4(1f - ShadowTint.R, 1f - ShadowTint.G, 1f - ShadowTint.B, 0f) * Math.Min(style.Shadow, 1f);
        Rows.For(
            area.Top,
            area.Bottom,
            (from, to) =>
            {
                float[] values = new float[area.Right - area.Left];
                for (int y = from; y < to; y++)
                {
                    mask.Sample(y + 0.5f - shift.Y, area.Left + 0.5f - shift.X, values);
                    Span<Vector4> pixels = Picture.Pixels(y)[area.Left..area.Right];
                    for (int x = 0; x < values.Length; x++)
                    {
                        if (values[x] > 0.001f)
                        {
                            pixels[x] *= Vector4.One - (loss * values[x]);
                        }
                    }
                }
            }
        );
    }

    private void LayRow(int y, PixelArea touched, CutStyle style, ReadOnlySpan<float> fibre, int edge)
    {
        ReadOnlySpan<Vector4> sheet = Sheet.Buffer.Pixels(y);
        ReadOnlySpan<Vector4> above = Sheet.Buffer.Pixels(Math.Max(0, y - edge));
        ReadOnlySpan<Vector4> below = Sheet.Buffer.Pixels(Math.Min(Height - 1, y + edge));
        Span<Vector4> picture = Picture.Pixels(y);
        float rise = Math.Max(1f, style.HazeRows.To - style.HazeRows.From);
        float haze = style.Haze.A * Math.Clamp((y - style.HazeRows.From) / rise, 0f, 1f);
        if (style.HazeRows == default)
        {
            haze = style.Haze.A;
        }

        // The palette's own haze first, the camera's over it: one factor and one addend for the whole row.
        float hidden = Air.Share(Depth.At(y + 0.5f));
        float kept = (1f - haze) * (1f - hidden);
        var air =
            (new Vector4(style.Haze.R, style.Haze.G, style.Haze.B, 1f) * (haze * (1f - hidden)))
            + (new Vector4(Air.Color.R, Air.Color.G, Air.Color.B, 1f) * hidden);
        for (int x = touched.Left; x < touched.Right; x++)
        {
            Vector4 s = sheet[x];
            if (s == Vector4.Zero)
            {
                continue;
            }

            float alpha = s.W;
            float lit = alpha - above[Math.Max(0, x - edge)].W;
            float dim = alpha - below[Math.Min(touched.Right - 1, x + edge)].W;
            float gain =
                1f
                + (fibre[x] * style.Fibre)
                + (Math.Max(lit, 0f) * style.Edge)
                - (Math.Max(dim, 0f) * style.Edge * 0.4f);
            s = ((s * kept) + (air * alpha)) * new Vector4(gain, gain, gain, 1f);
            s.W = alpha;
            picture[x] = s + (picture[x] * (1f - alpha));
        }
    }
}
