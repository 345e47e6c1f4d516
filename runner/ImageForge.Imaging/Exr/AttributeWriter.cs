using System.Buffers.Binary;
using System.Text;

namespace ImageForge.Imaging.Exr;

/// <summary>Writes a header's attributes: name, type, size, value; integers and floats are little-endian.</summary>
internal sealed class AttributeWriter
{
    private readonly List<byte> _bytes = [];

    public void Int(string name, int value) => Write(name, "int", Integers(value));

    public void Byte(string name, string type, byte value) => Write(name, type, [value]);

    public void Float(string name, float value) => Write(name, "float", Floats(value));

    public void Box(string name, int right, int bottom) => Write(name, "box2i", Integers(0, 0, right, bottom));

    public void Vector(string name, float x, float y) => Write(name, "v2f", Floats(x, y));

    public void Chromaticities(ReadOnlySpan<float> values) => Write("chromaticities", "chromaticities", Floats(values));

    public void Text(string name, string value) => Write(name, "string", Encoding.UTF8.GetBytes(value));

    /// <summary>The channels, by name in alphabetical order, all of one type and of full resolution.</summary>
    public void Channels(IEnumerable<string> names, ExrPixelType type)
    {
        using var list = new MemoryStream();
        foreach (string channel in names)
        {
            // pLinear and three reserved bytes stay 0; sampling is 1 both ways.
            list.Write([.. Encoding.ASCII.GetBytes(channel), 0, .. Integers((int)type, 0, 1, 1)]);
        }

        list.WriteByte(0);
        Write("channels", "chlist", list.ToArray());
    }

    public byte[] ToArray() => [.. _bytes, 0];

    private void Write(string name, string type, ReadOnlySpan<byte> value)
    {
        _bytes.AddRange([.. Encoding.ASCII.GetBytes(name), 0, .. Encoding.ASCII.GetBytes(type), 0]);
        _bytes.AddRange(Integers(value.Length));
        _bytes.AddRange(value);
    }

    private static byte[] Integers(params ReadOnlySpan<int> values)
    {
        byte[] bytes = new byte[values.Length * sizeof(int)];
        for (int i = 0; i < values.Length; i++)
        {
            BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(i * sizeof(int)), values[i]);
        }

        return bytes;
    }

    private static byte[] Floats(params ReadOnlySpan<float> values)
    {
        byte[] bytes = new byte[values.Length * sizeof(float)];
        for (int i = 0; i < values.Length; i++)
        {
            BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(i * sizeof(float)), values[i]);
        }

        return bytes;
    }
}
