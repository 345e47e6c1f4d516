using System.Runtime.InteropServices;
using FsCheck;
using FsCheck.Fluent;
using ImageForge.Imaging.Pixels.Lanes;

namespace ImageForge.Imaging.Tests.Pixels.Lanes;

/// <summary>Runs a kernel in every width of register and compares with its scalar twin.</summary>
internal static class LaneCheck
{
    /// <summary>Pixels of a row that a run works on.</summary>
    public const int RowPixels = 16;

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
        .ArrayOf(RowPixels * 9)
        .ToArbitrary();

    public static void Holds<TRun>()
        where TRun : struct, ILaneRun
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

    // Which of several NaNs it is says nothing, and neither does the sign of a zero.
    public static byte[] Bits(float[] values) =>
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

/// <summary>A kernel on a row of chance values.</summary>
internal interface ILaneRun
{
    static abstract byte[] Run<T>(float[] row)
        where T : struct, ILanes<T>;
}
