using System.Globalization;
using ImageForge.Imaging.Text;
using Microsoft.Win32.SafeHandles;

namespace ImageForge.Imaging.Isolation;

/// <summary>
/// The process that reads a user's fonts and sets text in them: limits itself, reads the fonts and then requests from its input, and
/// writes outlines. Whatever happens to it happens to nothing else.
/// </summary>
public static class FontWorker
{
    /// <summary>The hidden command of the programs that can be this process.</summary>
    public const string Command = "fonts";

    internal const byte Taken = 0;
    internal const byte Refused = 1;

    /// <summary>Serves until its input ends.</summary>
    /// <param name="arguments">Bytes of memory and seconds of processor time.</param>
    /// <returns>The exit code.</returns>
    public static int Run(IReadOnlyList<string> arguments)
    {
        if (
            arguments is not [var memory, var seconds]
            || !long.TryParse(memory, CultureInfo.InvariantCulture, out long limit)
            || !int.TryParse(seconds, CultureInfo.InvariantCulture, out int time)
        )
        {
            Console.Error.WriteLine("fonts is for the program itself: MEMORY SECONDS");
            return DecodeWorker.Unusable;
        }

        // Loaded first: afterwards no file can be opened.
        _ = SetText.Of(new FontList(FontBook.Get(Typeface.Sans, FontWeight.Regular)), "a", 1);
        using var input = new FileStream(new SafeFileHandle(0, false), FileAccess.Read);
        using var output = new FileStream(new SafeFileHandle(1, false), FileAccess.Write, bufferSize: 1 << 16);
        using var reader = new BinaryReader(input);
        using var writer = new BinaryWriter(output);
        DecodeWorker.Confine(limit, time);
        Serve(reader, writer);
        return DecodeWorker.Done;
    }

    internal static void Serve(BinaryReader reader, BinaryWriter writer)
    {
        IReadOnlyList<(byte[] File, int Index)> files = FontMessages.ReadFonts(reader);
        int? units = null;
        bool isUsable = true;
        foreach ((byte[] file, int index) in files)
        {
            string? problem = FontCheck.Problem(file, index);
            if (problem is null)
            {
                var font = new Font(file, isBuiltIn: false, index: index);
                problem = font.Face.GlyphCount == 0 ? "is damaged: it has no glyphs" : null;
                units ??= font.UnitsPerEm;
            }

            isUsable &= problem is null;
            writer.Write(problem is null ? Taken : Refused);
            if (problem is not null)
            {
                FontMessages.Write(writer, problem);
            }
        }

        writer.Write(units ?? 0);
        writer.Flush();
        var lists = new Dictionary<(Typeface, FontWeight), FontList>();
        while (isUsable && reader.BaseStream.ReadByte() == FontMessages.Next)
        {
            FontRequest request = FontMessages.ReadRequest(reader);
            if (!lists.TryGetValue((request.Typeface, request.Weight), out FontList? fonts))
            {
                fonts = List(files, units!.Value, request);
                lists.Add((request.Typeface, request.Weight), fonts);
            }

            Answer(writer, fonts, request);
            writer.Flush();
        }
    }

    private static FontList List(IReadOnlyList<(byte[] File, int Index)> files, int units, FontRequest request) =>
        new([
            .. files.Select(f => new Font(f.File, isBuiltIn: false, units, f.Index, request.Weight)),
            FontBook.Get(request.Typeface, request.Weight, units),
        ]);

    private static void Answer(BinaryWriter writer, FontList fonts, FontRequest request)
    {
        if (request.Width == 0)
        {
            writer.Write(Taken);
            FontMessages.Write(writer, string.Concat(fonts.Missing(request.Text)));
            return;
        }

        SetText set = SetText.Of(fonts, request.Text, request.Width);
        long steps = set.Paths.Values.Sum(p => (long)p.Steps.Count);
        int glyphs = set.Lines.Sum(l => l.Glyphs.Count);
        if (steps > FontMessages.MostSteps || set.Paths.Values.Any(p => p.IsCut) || glyphs > FontMessages.MostGlyphs)
        {
            writer.Write(Refused);
            FontMessages.Write(
                writer,
                $"sets this text in more than {FontMessages.MostGlyphs} glyphs or {FontMessages.MostSteps} points"
            );
            return;
        }

        writer.Write(Taken);
        FontMessages.Write(writer, set);
    }
}
