using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using ImageForge.Imaging.Pixels;
using ImageForge.Imaging.Pixels.Lanes;

namespace ImageForge.Scenes.Paper;

/// <summary>The contact shadow of a sheet on what lies behind it.</summary>
internal sealed class Shadow : IDisposable
{
    private readonly SoftMask _mask;
    private readonly Vector2 _shift;
    private readonly Vector4 _loss;

    /// <param name="sheet">What throws it.</param>
    /// <param name="touched">Where the sheet is.</param>
    /// <param name="style">How far it lies from what is behind, and how dark the shadow is.</param>
    /// <param name="direction">Where shadows fall.</param>
    /// <param name="tint">What a full shadow multiplies the light by.</param>
    public Shadow(PixelBuffer sheet, PixelArea touched, CutStyle style, Vector2 direction, LinearColor tint)
    {
        _mask = new SoftMask(sheet, touched, Math.Max(2f, style.Depth * 0.8f));
        _shift = direction * style.Depth;
        _loss = new Vector4(1f - tint.R, 1f - tint.G, 1f - tint.B, 0f) * Math.Min(style.Shadow, 1f);
        Area = new PixelArea(
            _mask.Area.Left + (int)_shift.X,
            _mask.Area.Top + (int)_shift.Y,
            _mask.Area.Right + (int)_shift.X,
            _mask.Area.Bottom + (int)_shift.Y
        ).Clip(sheet.Width, sheet.Height);
        Scratch = Area.IsEmpty ? 0 : _mask.Scratch(Area.Right - Area.Left);
    }

    /// <summary>Where it may fall.</summary>
    public PixelArea Area { get; }

    /// <summary>Floats of scratch that a row takes.</summary>
    public int Scratch { get; }

    /// <summary>Darkens a row of the picture.</summary>
    public void Fall(int y, Span<float> row, Span<float> scratch)
    {
        if (Area.IsEmpty || y < Area.Top || y >= Area.Bottom)
        {
            return;
        }

        int width = Area.Right - Area.Left;
        ReadOnlySpan<float> shadow = _mask.Sample(y + 0.5f - _shift.Y, Area.Left + 0.5f - _shift.X, width, scratch);
        if (!shadow.IsEmpty)
        {
            LaneLoop.Run(new ShadowKernel(row.Slice(Area.Left * 4, width * 4), shadow, _loss), width);
        }
    }

    public void Dispose() => _mask.Dispose();
}

/// <summary>Takes light away by how much of a shadow falls on each pixel.</summary>
internal readonly ref struct ShadowKernel(Span<float> row, ReadOnlySpan<float> shadow, Vector4 loss) : IPixelKernel
{
    private readonly ref float _row = ref MemoryMarshal.GetReference(row);
    private readonly ref float _shadow = ref MemoryMarshal.GetReference(shadow);
    private readonly Vector4 _loss = loss;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Step<T>(nint at)
        where T : struct, ILanes<T>
    {
        T shadow = T.LoadEach(ref Unsafe.Add(ref _shadow, at));
        if (shadow.IsZero)
        {
            return;
        }

        ref float pixels = ref Unsafe.Add(ref _row, at * 4);
        (T.Load(ref pixels) * (T.All(1f) - (T.Each(_loss) * shadow))).Store(ref pixels);
    }
}
