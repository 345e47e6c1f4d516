using System.Collections.Concurrent;

namespace ImageForge.Imaging.Text;

/// <summary>The fonts that are compiled in, so that text looks the same on every machine.</summary>
internal static class FontBook
{
    private static readonly ConcurrentDictionary<string, Font> Fonts = new(StringComparer.Ordinal);

    public static Font Get(Typeface typeface, FontWeight weight) =>
        Fonts.GetOrAdd(Name(typeface, weight), name => new Font(Load(name), isBuiltIn: true));

    /// <summary>A font in units of another one, beside which it is set.</summary>
    public static Font Get(Typeface typeface, FontWeight weight, int unitsPerEm) =>
        new(Load(Name(typeface, weight)), isBuiltIn: true, unitsPerEm);

    private static string Name(Typeface typeface, FontWeight weight) =>
        $"{(typeface == Typeface.Serif ? "PlayfairDisplay" : "Inter")}-{weight}.ttf";

    private static byte[] Load(string name)
    {
        using Stream stream =
            typeof(FontBook).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The font {name} is not compiled in.");
        byte[] file = GC.AllocateUninitializedArray<byte>((int)stream.Length, pinned: true);
        stream.ReadExactly(file);
        return file;
    }
}
