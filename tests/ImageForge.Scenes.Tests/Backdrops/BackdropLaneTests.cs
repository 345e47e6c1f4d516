using System.Numerics;
using ImageForge.Imaging.Pixels.Lanes;
using ImageForge.Imaging.Tests.Pixels.Lanes;
using ImageForge.Scenes.Backdrops;
using Xunit;
using static ImageForge.Imaging.Tests.Pixels.Lanes.LaneCheck;

namespace ImageForge.Scenes.Tests.Backdrops;

/// <summary>Every width of register gives the bits of the scalar twin.</summary>
public sealed class BackdropLaneTests
{
    [Fact]
    public void Backdrops_are_the_same_in_every_width()
    {
        Holds<RingOf>();
        Holds<MirrorOf>();
    }

    private readonly struct RingOf : ILaneRun
    {
        public static byte[] Run<T>(float[] row)
            where T : struct, ILanes<T>
        {
            float[] sky = new float[RowPixels * 4];
            var kernel = new RingKernel(
                sky,
                row,
                row.AsSpan(RowPixels),
                new Vector4(row.AsSpan(RowPixels * 2)),
                new Vector4(row.AsSpan((RowPixels * 2) + 4)),
                row[^1],
                new Vector4(row.AsSpan((RowPixels * 2) + 8))
            );
            LaneLoop.Run<RingKernel, T>(in kernel, 0, RowPixels);
            return Bits(sky);
        }
    }

    private readonly struct MirrorOf : ILaneRun
    {
        public static byte[] Run<T>(float[] row)
            where T : struct, ILanes<T>
        {
            float[] ground = row[..(RowPixels * 4)];
            var kernel = new MirrorKernel(ground, row.AsSpan(RowPixels * 4), row.AsSpan(20), row.AsSpan(RowPixels * 8));
            LaneLoop.Run<MirrorKernel, T>(in kernel, 0, RowPixels);
            return Bits(ground);
        }
    }
}
