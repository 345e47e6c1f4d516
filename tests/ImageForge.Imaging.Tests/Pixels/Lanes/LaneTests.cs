using System.Numerics;
using System.Runtime.InteropServices;
using FsCheck;
using FsCheck.Fluent;
using ImageForge.Imaging.Backdrops;
using ImageForge.Imaging.Blending;
using ImageForge.Imaging.Blending.Modes;
using ImageForge.Imaging.Pixels;
using ImageForge.Imaging.Pixels.Lanes;
using Xunit;

namespace ImageForge.Imaging.Tests.Pixels.Lanes;

/// <summary>Every width of register gives the bits of the scalar twin.</summary>
public sealed class LaneTests
{
    private const int Pixels = 16;

    /// <summary>Cover, emission, light above white, nothing, and what should not occur.</summary>
    private static readonly Arbitrary<float[]> Rows = Gen.Frequency(
            (12, Gen.Choose(0, 1000).Select(i => i / 1000f)),
            (4, Gen.Choose(0, 255).Select(i => i / 255f)),
            (3, Gen.Constant(0f)),
            (3, Gen.Constant(1f)),
            (2, Gen.Choose(0, 9000).Select(i => i / 1000f)),
            (
                1,
                Gen.Elements(
                    -0f,
                    -0.25f,
                    1e-30f,
                    float.Epsilon,
                    0.0031308f,
                    0.04045f,
                    float.NaN,
                    float.PositiveInfinity
                )
            )
        )
        .ArrayOf(Pixels * 9)
        .ToArbitrary();

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

    [Fact]
    public void Backdrops_are_the_same_in_every_width()
    {
        Holds<RingOf>();
        Holds<MirrorOf>();
    }

    private static void Holds<TRun>()
        where TRun : struct, IRun
    {
        var property = Prop.ForAll(
            Rows,
            row =>
            {
                byte[] twin = TRun.Run<ScalarLanes>(row);
                return (!Lanes128.IsSupported || twin.AsSpan().SequenceEqual(TRun.Run<Lanes128>(row)))
                    && (!Lanes256.IsSupported || twin.AsSpan().SequenceEqual(TRun.Run<Lanes256>(row)))
                    && (!Lanes512.IsSupported || twin.AsSpan().SequenceEqual(TRun.Run<Lanes512>(row)));
            }
        );
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(400), property);
    }

    private interface IRun
    {
        static abstract byte[] Run<T>(float[] row)
            where T : struct, ILanes<T>;
    }

    private readonly struct OverOf : IRun
    {
        public static byte[] Run<T>(float[] row)
            where T : struct, ILanes<T>
        {
            float[] below = row[..(Pixels * 4)];
            var kernel = new OverKernel<MaskCover>(
                below,
                row.AsSpan(Pixels * 4),
                new MaskCover(row.AsSpan(Pixels * 8))
            );
            Assert.Equal(Pixels, LaneLoop.Run<OverKernel<MaskCover>, T>(in kernel, 0, Pixels));
            return Bits(below);
        }
    }

    private readonly struct AddOf : IRun
    {
        public static byte[] Run<T>(float[] row)
            where T : struct, ILanes<T>
        {
            float[] below = row[..(Pixels * 4)];
            var kernel = new AddKernel<EvenCover>(below, row.AsSpan(Pixels * 4), new EvenCover(row[^1]));
            LaneLoop.Run<AddKernel<EvenCover>, T>(in kernel, 0, Pixels);
            return Bits(below);
        }
    }

    private readonly struct MixOf<TFunction> : IRun
        where TFunction : struct, IBlendFunction
    {
        public static byte[] Run<T>(float[] row)
            where T : struct, ILanes<T>
        {
            float[] below = row[..(Pixels * 4)];
            var kernel = new MixKernel<TFunction, MaskCover>(
                below,
                row.AsSpan(Pixels * 4),
                new MaskCover(row.AsSpan(Pixels * 8))
            );
            LaneLoop.Run<MixKernel<TFunction, MaskCover>, T>(in kernel, 0, Pixels);
            return Bits(below);
        }
    }

    private readonly struct EncodeOf : IRun
    {
        public static byte[] Run<T>(float[] row)
            where T : struct, ILanes<T>
        {
            byte[] bytes = new byte[Pixels * 4];
            var kernel = new EncodeKernel(row, bytes);
            LaneLoop.Run<EncodeKernel, T>(in kernel, 0, Pixels);
            return bytes;
        }
    }

    private readonly struct DecodeOf : IRun
    {
        public static byte[] Run<T>(float[] row)
            where T : struct, ILanes<T>
        {
            float[] pixels = new float[Pixels * 4];
            var kernel = new DecodeKernel(MemoryMarshal.AsBytes(row.AsSpan()), pixels);
            LaneLoop.Run<DecodeKernel, T>(in kernel, 0, Pixels);
            return Bits(pixels);
        }
    }

    private readonly struct ColumnOf : IRun
    {
        public static byte[] Run<T>(float[] row)
            where T : struct, ILanes<T>
        {
            float[] sum = new float[Pixels * 16];
            // Two rows of four times four pixels.
            var kernel = new ColumnKernel(row, Pixels / 4, row.AsSpan(Pixels * 8, 2), sum, 16);
            LaneLoop.Run<ColumnKernel, T>(in kernel, 0, Pixels / 4);
            return Bits(sum);
        }
    }

    private readonly struct RowOf : IRun
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

    private readonly struct RingOf : IRun
    {
        public static byte[] Run<T>(float[] row)
            where T : struct, ILanes<T>
        {
            float[] sky = new float[Pixels * 4];
            var kernel = new RingKernel(
                sky,
                row,
                row.AsSpan(Pixels),
                new Vector4(row.AsSpan(Pixels * 2)),
                new Vector4(row.AsSpan((Pixels * 2) + 4)),
                row[^1],
                new Vector4(row.AsSpan((Pixels * 2) + 8))
            );
            LaneLoop.Run<RingKernel, T>(in kernel, 0, Pixels);
            return Bits(sky);
        }
    }

    private readonly struct MirrorOf : IRun
    {
        public static byte[] Run<T>(float[] row)
            where T : struct, ILanes<T>
        {
            float[] ground = row[..(Pixels * 4)];
            var kernel = new MirrorKernel(ground, row.AsSpan(Pixels * 4), row.AsSpan(20), row.AsSpan(Pixels * 8));
            LaneLoop.Run<MirrorKernel, T>(in kernel, 0, Pixels);
            return Bits(ground);
        }
    }

    // Which of several NaNs it is says nothing, and neither does the sign of a zero.
    private static byte[] Bits(float[] values) =>
        MemoryMarshal
            .AsBytes(
                Array
                    .ConvertAll(
                        values,
                        v =>
                            float.IsNaN(v) ? float.NaN
                            : v == 0f ? 0f
                            : v
                    )
                    .AsSpan()
            )
            .ToArray();
}
