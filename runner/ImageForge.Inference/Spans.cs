using System.Numerics;
using System.Runtime.InteropServices;

namespace ImageForge.Inference;

/// <summary>Arithmetic over many numbers, a register at a time; each operation rounds by itself, so the width does not matter.</summary>
internal static class Spans
{
    /// <summary>Whether none is infinite and all are numbers.</summary>
    public static bool AreFinite(ReadOnlySpan<float> values)
    {
        // x − x is 0 for what is finite, and no number for the rest.
        var lanes = MemoryMarshal.Cast<float, Vector<float>>(values);
        var sum = Vector<float>.Zero;
        foreach (var lane in lanes)
        {
            sum += lane - lane;
        }

        var rest = 0f;
        foreach (var value in values[(lanes.Length * Vector<float>.Count)..])
        {
            rest += value - value;
        }

        return Vector.Sum(sum) + rest == 0;
    }

    /// <summary>x · factor + offset.</summary>
    public static void Map(ReadOnlySpan<float> from, Span<float> into, float factor, float offset)
    {
        var lanes = MemoryMarshal.Cast<float, Vector<float>>(from);
        var made = MemoryMarshal.Cast<float, Vector<float>>(into);
        var (f, o) = (new Vector<float>(factor), new Vector<float>(offset));
        for (var i = 0; i < lanes.Length; i++)
        {
            made[i] = lanes[i] * f + o;
        }

        for (var i = lanes.Length * Vector<float>.Count; i < from.Length; i++)
        {
            into[i] = from[i] * factor + offset;
        }
    }

    /// <summary>Brings each into 0 to 1.</summary>
    public static void Clip(Span<float> values)
    {
        var lanes = MemoryMarshal.Cast<float, Vector<float>>(values);
        foreach (ref var lane in lanes)
        {
            lane = Vector.Min(Vector.Max(lane, Vector<float>.Zero), Vector<float>.One);
        }

        foreach (ref var value in values[(lanes.Length * Vector<float>.Count)..])
        {
            value = Math.Clamp(value, 0, 1);
        }
    }
}
