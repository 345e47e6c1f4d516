using System.Buffers.Binary;
using System.Text;

namespace ImageForge.Imaging.Tests.Exr;

/// <summary>The small files that OpenEXR's own library wrote, the light that they hold, and changes to their headers.</summary>
internal static class ExrFile
{
    public const int Width = 9;
    public const int Height = 34;

    public static byte[] Read(string name) =>
        File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Exr", "Files", name + ".exr"));

    public static IEnumerable<string> Names() =>
        Directory
            .EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "Exr", "Files"))
            .Select(f => Path.GetFileNameWithoutExtension(f))
            .Order(StringComparer.Ordinal);

    /// <summary>What a channel holds at a place of the picture.</summary>
    public static float Value(char channel, int x, int y) =>
        channel switch
        {
            'A' => (x + y) % 4 == 0 ? 0.5f : 1f,
            'R' => ((x * x) + (3 * y)) % 32 / 8f,
            'G' => (y % 7) + (x * 0.25f),
            'B' => y < 20 ? 2f : x * 5 % 16 * 0.125f,
            _ => (x + (2 * y)) % 16 / 4f,
        };

    /// <summary>A file with another value of an attribute, of the same size, in its first part or a later one.</summary>
    public static byte[] With(this byte[] file, string attribute, int at, params byte[] value)
    {
        byte[] changed = [.. file];
        value.CopyTo(changed, Find(file, attribute) + at);
        return changed;
    }

    /// <summary>A file with an integer of an attribute changed.</summary>
    public static byte[] With(this byte[] file, string attribute, int at, int value)
    {
        byte[] bytes = new byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, value);
        return file.With(attribute, at, bytes);
    }

    /// <summary>Where the value of an attribute begins.</summary>
    private static int Find(byte[] file, string attribute)
    {
        int name = file.AsSpan().IndexOf(Encoding.ASCII.GetBytes($"{attribute}\0"));
        int type = name + attribute.Length + 1;
        return type + file.AsSpan(type).IndexOf((byte)0) + 1 + sizeof(int);
    }
}
