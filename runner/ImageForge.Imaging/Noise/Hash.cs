using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace ImageForge.Imaging.Noise;

/// <summary>Counter-based randomness: a value is a function of seed and coordinates, never of the order of calls.</summary>
internal static class Hash
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Mix(uint x)
    {
        x ^= x >> 16;
        x *= 0x7FEB352D;
        x ^= x >> 15;
        x *= 0x846CA68B;
        x ^= x >> 16;
        return x;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint At(uint seed, int x, int y) =>
        Mix(seed ^ Mix(((uint)x * 0x9E3779B1) ^ Mix(((uint)y * 0x85EBCA77) + 0x165667B1)));

    /// <summary>Eight columns of a row at once.</summary>
    public static Vector256<uint> At(uint seed, Vector256<int> x, int y) =>
        Mix(
            Vector256.Create(seed)
                ^ Mix((x.AsUInt32() * 0x9E3779B1u) ^ Vector256.Create(Mix(((uint)y * 0x85EBCA77) + 0x165667B1)))
        );

    private static Vector256<uint> Mix(Vector256<uint> x)
    {
        x ^= x >>> 16;
        x *= 0x7FEB352Du;
        x ^= x >>> 15;
        x *= 0x846CA68Bu;
        return x ^ (x >>> 16);
    }

    /// <summary>Eight hashes as numbers in [0, 1).</summary>
    public static Vector256<float> Unit(Vector256<uint> hash) =>
        Vector256.ConvertToSingle((hash >>> 8).AsInt32()) * (1f / 16777216f);

    /// <summary>A hash as a number in [0, 1).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Unit(uint hash) => (hash >> 8) * (1f / 16777216f);

    /// <summary>A stable hash of text (FNV-1a), for naming streams of randomness.</summary>
    public static uint Of(string text)
    {
        uint hash = 2166136261;
        foreach (char c in text)
        {
            hash = (hash ^ c) * 16777619;
        }

        return Mix(hash);
    }

    public static uint Fold(ulong seed) => Mix((uint)seed ^ Mix((uint)(seed >> 32) + 0x9E3779B9));
}
