using System.Buffers.Binary;
using System.Text;

namespace ImageForge.Testing.Models;

/// <summary>An ONNX file of a network from picture to picture, each number by itself: y = x · factor + offset, NCHW, any size.</summary>
public static class AffineModel
{
    public static byte[] Bytes(float factor, float offset) =>
        [
            // ModelProto: the format's version, the graph, the operators' version.
            .. Varint(1, 8),
            .. Bytes(
                7,
                [
                    .. Node("Mul", "x", "k", "t"),
                    .. Node("Add", "t", "c", "y"),
                    .. Text(2, "affine"),
                    .. Number("k", factor),
                    .. Number("c", offset),
                    .. Picture(11, "x"),
                    .. Picture(12, "y"),
                ]
            ),
            .. Bytes(8, Varint(2, 13)),
        ];

    private static byte[] Node(string type, string a, string b, string result) =>
        Bytes(1, [.. Text(1, a), .. Text(1, b), .. Text(2, result), .. Text(4, type)]);

    /// <summary>A TensorProto of one float without dimensions.</summary>
    private static byte[] Number(string name, float value)
    {
        byte[] raw = new byte[4];
        BinaryPrimitives.WriteSingleLittleEndian(raw, value);
        return Bytes(5, [.. Varint(2, 1), .. Text(8, name), .. Bytes(9, raw)]);
    }

    /// <summary>A ValueInfoProto of float[1, 3, h, w].</summary>
    private static byte[] Picture(int field, string name)
    {
        byte[] shape =
        [
            .. Bytes(1, Varint(1, 1)),
            .. Bytes(1, Varint(1, 3)),
            .. Bytes(1, Text(2, "h")),
            .. Bytes(1, Text(2, "w")),
        ];
        return Bytes(field, [.. Text(1, name), .. Bytes(2, Bytes(1, [.. Varint(1, 1), .. Bytes(2, shape)]))]);
    }

    private static byte[] Text(int field, string text) => Bytes(field, Encoding.ASCII.GetBytes(text));

    private static byte[] Bytes(int field, byte[] content) =>
        [.. Varint((field << 3) | 2), .. Varint(content.Length), .. content];

    private static byte[] Varint(int field, int value) => [.. Varint(field << 3), .. Varint(value)];

    private static List<byte> Varint(int value)
    {
        var bytes = new List<byte>();
        for (; value >= 128; value >>= 7)
        {
            bytes.Add((byte)(value | 128));
        }

        bytes.Add((byte)value);
        return bytes;
    }
}
