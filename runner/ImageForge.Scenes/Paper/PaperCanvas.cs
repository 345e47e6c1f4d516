using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using ImageForge.Imaging.Looks;
using ImageForge.Imaging.Noise;
using ImageForge.Imaging.Paths;
using ImageForge.Imaging.Pixels;
using ImageForge.Imaging.Pixels.Lanes;

namespace ImageForge.Scenes.Paper;

/// <summary>The canvas of the paper-cut style: sheets are cut one at a time and laid down from back to front.</summary>
internal sealed class PaperCanvas : IDisposable
{
    private readonly FibreTexture _fibre;
    private readonly uint _seed;
    private PixelBuffer? _picture;
    private int _sheets;

    public PaperCanvas(int width, int height, uint seed, RowParallel rows)
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

    /// <summary>The finish of all papers.</summary>
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
        Fill(amplitude > 0f ? EdgeWaver.Apply(path, _seed + (uint)_sheets, amplitude, Unit) : path, ink);
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

        using Shadow? shadow =
            style.Shadow > 0f && style.Depth > 0f
                ? new Shadow(Sheet.Buffer, touched, style, ShadowDirection, ShadowTint)
                : null;
        PixelArea area = (shadow?.Area ?? PixelArea.Empty).Union(touched);
        uint offsets = Hash.At(_seed, _sheets, 77);
        int offsetX = (int)(offsets % FibreTexture.Margin);
        int offsetY = (int)((offsets >> 8) % FibreTexture.Margin);
        Rows.For(
            area.Top,
            area.Bottom,
            (from, to) =>
            {
                float[] scratch = ArrayPool<float>.Shared.Rent(shadow?.Scratch ?? 1);
                for (int y = from; y < to; y++)
                {
                    // Row by row, so that the sheet finds the row in the cache that the shadow fell on.
                    shadow?.Fall(y, Picture.Row(y), scratch);
                    if (y >= touched.Top && y < touched.Bottom)
                    {
                        LayRow(y, touched, style, _fibre.Row(y, offsetX, offsetY));
                    }
                }

                ArrayPool<float>.Shared.Return(scratch);
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

    /// <summary>How far from the end of a sheet its edge shows, in pixels.</summary>
    private int EdgeWidth => Math.Max(1, (int)MathF.Round(Unit * 1.1f));

    private void LayRow(int y, PixelArea touched, CutStyle style, ReadOnlySpan<float> fibre)
    {
        float rise = Math.Max(1f, style.HazeRows.To - style.HazeRows.From);
        float haze =
            style.HazeRows == default
                ? style.Haze.A
                : style.Haze.A * Math.Clamp((y - style.HazeRows.From) / rise, 0f, 1f);
        // The palette's own haze first, the camera's over it: one factor and one addend for the whole row.
        float hidden = Air.Share(Depth.At(y + 0.5f));
        float kept = (1f - haze) * (1f - hidden);
        Vector4 air =
            (new Vector4(style.Haze.R, style.Haze.G, style.Haze.B, 1f) * (haze * (1f - hidden)))
            + (new Vector4(Air.Color.R, Air.Color.G, Air.Color.B, 1f) * hidden);
        int edge = EdgeWidth;
        int inner = Math.Clamp(edge, touched.Left, touched.Right);
        int outer = Math.Clamp(touched.Right - edge, inner, touched.Right);
        // Beside the sheet's own border the neighbour is the border's pixel.
        for (int x = touched.Left; x < inner; x++)
        {
            LayRun(y, x, 1, 0, Math.Min(touched.Right - 1, x + edge), fibre, style, kept, air);
        }

        LayRun(y, inner, outer - inner, inner - edge, inner + edge, fibre, style, kept, air);
        for (int x = outer; x < touched.Right; x++)
        {
            LayRun(y, x, 1, Math.Max(0, x - edge), touched.Right - 1, fibre, style, kept, air);
        }
    }

    private void LayRun(
        int y,
        int x,
        int count,
        int above,
        int below,
        ReadOnlySpan<float> fibre,
        CutStyle style,
        float kept,
        Vector4 air
    )
    {
        if (count <= 0)
        {
            return;
        }

        var kernel = new LayKernel(
            Sheet.Buffer.Row(y)[(x * 4)..],
            Sheet.Buffer.Row(Math.Max(0, y - EdgeWidth))[(above * 4)..],
            Sheet.Buffer.Row(Math.Min(Height - 1, y + EdgeWidth))[(below * 4)..],
            fibre[x..],
            Picture.Row(y)[(x * 4)..],
            style,
            kept,
            air
        );
        LaneLoop.Run(kernel, count);
    }
}

/// <summary>
/// Lays a run of a sheet on the picture: haze, fibres, and the edge of the cut, which is lit where the sheet ends
/// towards the light and dim where it ends away from it.
/// </summary>
internal readonly ref struct LayKernel(
    ReadOnlySpan<float> sheet,
    ReadOnlySpan<float> above,
    ReadOnlySpan<float> below,
    ReadOnlySpan<float> fibre,
    Span<float> picture,
    CutStyle style,
    float kept,
    Vector4 air
) : IPixelKernel
{
    private readonly ref float _sheet = ref MemoryMarshal.GetReference(sheet);
    private readonly ref float _above = ref MemoryMarshal.GetReference(above);
    private readonly ref float _below = ref MemoryMarshal.GetReference(below);
    private readonly ref float _fibre = ref MemoryMarshal.GetReference(fibre);
    private readonly ref float _picture = ref MemoryMarshal.GetReference(picture);
    private readonly Vector4 _air = air;
    private readonly float _fibres = style.Fibre;
    private readonly float _edge = style.Edge;
    private readonly float _kept = kept;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Step<T>(nint at)
        where T : struct, ILanes<T>
    {
        T paper = T.Load(ref Unsafe.Add(ref _sheet, at * 4));
        if (paper.IsZero)
        {
            return;
        }

        T zero = T.All(0f);
        T one = T.All(1f);
        T alpha = paper.Alpha;
        T lit = T.Max(alpha - T.Load(ref Unsafe.Add(ref _above, at * 4)).Alpha, zero);
        T dim = T.Max(alpha - T.Load(ref Unsafe.Add(ref _below, at * 4)).Alpha, zero);
        T grain = T.LoadEach(ref Unsafe.Add(ref _fibre, at)) * T.All(_fibres);
        T gain = one + grain + (lit * T.All(_edge)) - (dim * T.All(_edge) * T.All(0.4f));
        T aired = (paper * T.All(_kept)) + (T.Each(_air) * alpha);
        ref float picture = ref Unsafe.Add(ref _picture, at * 4);
        T laid = T.WithAlpha(aired * gain, alpha) + (T.Load(ref picture) * (one - alpha));
        laid.Store(ref picture);
    }
}

/// <summary>How far away a sheet stands, 0 at the camera to 1 at the horizon; a sheet that lies recedes from row to row.</summary>
/// <param name="Far">Distance at the far row and beyond.</param>
/// <param name="Near">Distance at the near row and before.</param>
/// <param name="FarRow">The row where it is farthest.</param>
/// <param name="NearRow">The row where it is nearest.</param>
internal readonly record struct PlaneDepth(float Far, float Near, float FarRow, float NearRow)
{
    /// <summary>A sheet that stands upright.</summary>
    public static PlaneDepth Upright(float distance) => new(distance, distance, 0f, 1f);

    public float At(float row)
    {
        if (Far == Near)
        {
            return Near;
        }

        float t = Math.Clamp((row - FarRow) / (NearRow - FarRow), 0f, 1f);
        return Far + ((Near - Far) * t);
    }
}
