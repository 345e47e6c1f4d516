using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace ImageForge.Inference.Tests.Golden;

/// <summary>A float32 array as NumPy writes it.</summary>
/// <param name="Shape">Length of each dimension.</param>
/// <param name="Values">All of them, the last dimension beside each other.</param>
internal sealed record Npy(int[] Shape, float[] Values)
{
    /// <summary>Values of one entry of the first dimension.</summary>
    public ReadOnlySpan<float> this[int index]
    {
        get
        {
            int length = Values.Length / Shape[0];
            return Values.AsSpan(index * length, length);
        }
    }

    public static Npy Read(string file)
    {
        byte[] bytes = File.ReadAllBytes(file);
        int length = BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(8));
        string header = Encoding.ASCII.GetString(bytes, 10, length);
        if (!header.Contains("'<f4'", StringComparison.Ordinal) || header.Contains("True", StringComparison.Ordinal))
        {
            throw new InvalidDataException($"{file} is not of float32 in C order: {header}");
        }

        string shape = header[(header.IndexOf('(') + 1)..header.IndexOf(')')];
        return new Npy(
            [
                .. shape
                    .Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
                    .Select(int.Parse),
            ],
            MemoryMarshal.Cast<byte, float>(bytes.AsSpan(10 + length)).ToArray()
        );
    }
}
