using System.Runtime.InteropServices;
using ImageForge.Imaging.Blending;
using ImageForge.Imaging.Blending.Modes;
using ImageForge.Imaging.Pixels;
using ImageForge.Imaging.Pixels.Lanes;
using Xunit;
using static ImageForge.Imaging.Tests.Pixels.Lanes.LaneCheck;

namespace ImageForge.Imaging.Tests.Pixels.Lanes;

/// <summary>Every width of register gives the bits of the scalar twin.</summary>
public sealed class LaneTests
{
    [Fact]
    public void Blending_is_the_same_in_every_width()
    {
        Holds<OverOf>();
        Holds<AddOf>();
        Holds<MixOf<Multiply>>();
        Holds<MixOf<Screen>>();
        Holds<MixOf<Imaging.Blending.Modes.Overlay>>();
        Holds<MixOf<SoftLight>>();
        Holds<MixOf<HardLight>>();
        Holds<MixOf<ColorDodge>>();
        Holds<MixOf<ColorBurn>>();
        Holds<MixOf<Darken>>();
        Holds<MixOf<Lighten>>();
        Holds<MixOf<Difference>>();
        Holds<MixOf<Exclusion>>();
    }

    [Fact]
    public void Encoding_is_the_same_in_every_width() => Holds<EncodeOf>();

    [Fact]
    public void Decoding_is_the_same_in_every_width() => Holds<DecodeOf>();

    [Fact]
    public void Resizing_is_the_same_in_every_width()
    {
        Holds<ColumnOf>();
        Holds<RowOf>();
    }

    private readonly struct OverOf : ILaneRun
    {
        public static byte[] Run<T>(float[] row)
            where T : struct, ILanes<T>
        {
            float[] below = row[..(RowPixels * 4)];
            var kernel = new OverKernel<MaskCover>(
                below,
                row.AsSpan(RowPixels * 4),
                new MaskCover(row.AsSpan(RowPixels * 8))
            );
            Assert.Equal(RowPixels, LaneLoop.Run<OverKernel<MaskCover>, T>(in kernel, 0, RowPixels));
            return Bits(below);
        }
    }

    private readonly struct AddOf : ILaneRun
    {
        public static byte[] Run<T>(float[] row)
            where T : struct, ILanes<T>
        {
            float[] below = row[..(RowPixels * 4)];
            var kernel = new AddKernel<EvenCover>(below, row.AsSpan(RowPixels * 4), new EvenCover(row[^1]));
            LaneLoop.Run<AddKernel<EvenCover>, T>(in kernel, 0, RowPixels);
            return Bits(below);
        }
    }

    private readonly struct MixOf<TFunction> : ILaneRun
        where TFunction : struct, IBlendFunction
    {
        public static byte[] Run<T>(float[] row)
            where T : struct, ILanes<T>
        {
            float[] below = row[..(RowPixels * 4)];
            var kernel = new MixKernel<TFunction, MaskCover>(
                below,
                row.AsSpan(RowPixels * 4),
                new MaskCover(row.AsSpan(RowPixels * 8))
            );
            LaneLoop.Run<MixKernel<TFunction, MaskCover>, T>(in kernel, 0, RowPixels);
            return Bits(below);
        }
    }

    private readonly struct EncodeOf : ILaneRun
    {
        public static byte[] Run<T>(float[] row)
            where T : struct, ILanes<T>
        {
            byte[] bytes = new byte[RowPixels * 4];
            var kernel = new EncodeKernel(row, bytes);
            LaneLoop.Run<EncodeKernel, T>(in kernel, 0, RowPixels);
            return bytes;
        }
    }

    private readonly struct DecodeOf : ILaneRun
    {
        public static byte[] Run<T>(float[] row)
            where T : struct, ILanes<T>
        {
            float[] pixels = new float[RowPixels * 4];
            var kernel = new DecodeKernel(MemoryMarshal.AsBytes(row.AsSpan()), pixels);
            LaneLoop.Run<DecodeKernel, T>(in kernel, 0, RowPixels);
            return Bits(pixels);
        }
    }

    private readonly struct ColumnOf : ILaneRun
    {
        public static byte[] Run<T>(float[] row)
            where T : struct, ILanes<T>
        {
            float[] sum = new float[RowPixels * 16];
            // Two rows of four times four pixels.
            var kernel = new ColumnKernel(row, RowPixels / 4, row.AsSpan(RowPixels * 8, 2), sum, 16);
            LaneLoop.Run<ColumnKernel, T>(in kernel, 0, RowPixels / 4);
            return Bits(sum);
        }
    }

    private readonly struct RowOf : ILaneRun
    {
        public static byte[] Run<T>(float[] row)
            where T : struct, ILanes<T>
        {
            const int Width = 5;
            float[] target = new float[RowKernel.Rows * Width * 4];
            var taps = ResizeTaps.Make(7, Width, 0, Width, ResizeFilter.Area);
            var kernel = new RowKernel(row, 0, taps, target, Width);
            Assert.Equal(RowKernel.Rows, LaneLoop.Run<RowKernel, T>(in kernel, 0, RowKernel.Rows));
            return Bits(target);
        }
    }
}
