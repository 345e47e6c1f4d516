using System.Collections.Concurrent;

namespace ImageForge.Imaging.Text;

/// <summary>The fonts that are compiled in, so that text looks the same on every machine.</summary>
internal static class FontBook
{
    private static readonly ConcurrentDictionary<string, Font> Fonts = new(StringComparer.Ordinal);

    public static Font Get(Typeface typeface, FontWeight weight)
    {
        string family = typeface == Typeface.Serif ? "PlayfairDisplay" : "Inter";
        return Fonts.GetOrAdd($"{family}-{weight}.ttf", Load);
    }

    private static Font Load(string name)
    {
        using Stream stream =
            typeof(FontBook).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The font {name} is not compiled in.");
        byte[] file = new byte[stream.Length];
        stream.ReadExactly(file);
        return new Font(file);
    }
}
