using ImageForge.Imaging.Text;
using Xunit;

namespace ImageForge.Imaging.Tests.Text;

/// <summary>Users' fonts, read by the runner's process for them.</summary>
public sealed class UserFontsTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("imageforge-fonts-");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string, string> Texts =>
        new()
        {
            { FontFiles.Arabic, "مرحبا بالعالم abc" },
            { FontFiles.Devanagari, "क्षत्रिय" },
            { FontFiles.Hebrew, "שלום" },
            { FontFiles.Thai, "น้ำผึ้ง" },
        };

    [Theory]
    [MemberData(nameof(Texts))]
    public async Task The_process_sets_what_this_one_would(string name, string text)
    {
        using UserFonts fonts = await UserFonts.OpenAsync([FontFiles.Of(name)], cancellation: Token);
        Font font = FontFiles.Here(FontFiles.Bytes(name));
        var list = new FontList(font, FontBook.Get(Typeface.Serif, FontWeight.Bold, font.UnitsPerEm));
        SetText expected = SetText.Of(list, text, 2000);
        SetText set = fonts.Set(text, Typeface.Serif, FontWeight.Bold, 2000);
        Assert.Equal(font.UnitsPerEm, fonts.UnitsPerEm);
        Assert.Equal((expected.Ascent, expected.Descent), (set.Ascent, set.Descent));
        Assert.Equal(expected.Lines.Select(l => l.Width), set.Lines.Select(l => l.Width));
        Assert.Equal(expected.Lines.SelectMany(l => l.Glyphs), set.Lines.SelectMany(l => l.Glyphs));
        Assert.Equal(expected.Paths.Keys, set.Paths.Keys);
        Assert.All(expected.Paths, p => Assert.Equal(p.Value.Steps, set.Paths[p.Key].Steps));
        Assert.Same(set, fonts.Set(text, Typeface.Serif, FontWeight.Bold, 2000));
        Assert.Equal("漢", string.Concat(fonts.Missing(text + "漢漢", Typeface.Serif, FontWeight.Bold)));
    }

    [Fact]
    public async Task Each_font_of_a_collection_has_its_index()
    {
        byte[] collection = FontFiles.Collection(FontFiles.Bytes(FontFiles.Hebrew), FontFiles.Bytes(FontFiles.Thai));
        using UserFonts fonts = await UserFonts.OpenAsync(
            [new FontFile("c", collection, 1), new FontFile("c", collection, 0)],
            cancellation: Token
        );
        SetText set = fonts.Set("กש", Typeface.Sans, FontWeight.Regular, 1e6);
        Assert.Equal([0, 1], set.Lines[0].Glyphs.Select(g => g.Font));
        Assert.Empty(fonts.Missing("กש", Typeface.Sans, FontWeight.Regular));
    }

    public static TheoryData<string, int, string> Refusals =>
        new()
        {
            { "empty", 0, "is not a font" },
            { "text", 0, "is not a TrueType or OpenType font" },
            { "wOFF", 0, "is a web font (WOFF); use the TrueType or OpenType file that it was made from" },
            { "wOF2", 0, "is a web font (WOFF); use the TrueType or OpenType file that it was made from" },
            { "short", 0, "ends early: its table " },
            { "head", 0, "is damaged: its table 'head' cannot be read" },
            { "no cmap", 0, "is damaged: it has no table 'cmap'" },
            { "no outlines", 0, "has no outlines" },
            { "bitmaps", 0, "has only bitmaps or colour glyphs (table 'CBDT'); fonts with outlines are supported" },
            { "font", 1, "is not a collection of fonts; its index is 0, not 1" },
            { "collection", 2, "is a collection of 2 fonts; there is none of index 2" },
            { "large", 0, "has more than 1000000 bytes" },
        };

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task A_file_that_is_no_usable_font_is_refused_by_its_place(string kind, int index, string message)
    {
        byte[] font = FontFiles.Bytes(FontFiles.Hebrew);
        byte[] head = [.. font];
        int magic = head.AsSpan().IndexOf((ReadOnlySpan<byte>)[0x5F, 0x0F, 0x3C, 0xF5]);
        head[magic] = 0;
        byte[] file = kind switch
        {
            "empty" => [],
            "text" => "not a font at all"u8.ToArray(),
            "short" => font[..^100],
            "head" => head,
            "no cmap" => FontFiles.Renamed(font, "cmap", "xmap"),
            "no outlines" => FontFiles.Renamed(font, "glyf", "xlyf"),
            "bitmaps" => FontFiles.Renamed(font, "glyf", "CBDT"),
            "font" => font,
            "collection" => FontFiles.Collection(font, font),
            "large" => new byte[1_000_001],
            _ => [.. System.Text.Encoding.ASCII.GetBytes(kind), .. font[4..]],
        };
        FontFormatException e = await Assert.ThrowsAsync<FontFormatException>(() =>
            UserFonts.OpenAsync(
                [FontFiles.Of(FontFiles.Thai), new FontFile(kind, file, index)],
                new FontLimits { MaxBytes = 1_000_000 },
                cancellation: Token
            )
        );
        Assert.StartsWith(message, e.Message, StringComparison.Ordinal);
        Assert.Equal(1, e.Index);
    }

    [Theory]
    [InlineData("exec sleep 60", "was not read within 1 s")]
    [InlineData(
        "exit 3",
        "made its reader end with code 3: it is damaged, or takes more memory or time than a font warrants"
    )]
    [InlineData("exec 3<&0; cat <&3 >/dev/null & exec yes", "is damaged: its reader returned an invalid answer")]
    [InlineData(
        "exec 3<&0; cat <&3 >/dev/null & exec cat /dev/zero",
        "is damaged: its reader returned an invalid answer"
    )]
    public async Task A_reader_that_was_taken_over_is_not_waited_for_or_believed(string script, string message)
    {
        string program = Path.Combine(_folder.FullName, "reader");
        await File.WriteAllTextAsync(program, $"#!/bin/sh\n{script}\n", Token);
#pragma warning disable CA1416 // The isolated process is Linux's, as is all of this.
        File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
#pragma warning restore CA1416
        FontFormatException e = await Assert.ThrowsAsync<FontFormatException>(() =>
            UserFonts.OpenAsync(
                [FontFiles.Of(FontFiles.Arabic)],
                new FontLimits { Patience = TimeSpan.FromSeconds(1) },
                program,
                Token
            )
        );
        Assert.Equal(message, e.Message);
        Assert.Null(e.Index);
    }

    [Fact]
    public async Task A_font_that_takes_too_long_ends_its_reader_and_a_text_says_so()
    {
        using UserFonts fonts = await UserFonts.OpenAsync(
            [FontFiles.Of(FontFiles.Arabic)],
            new FontLimits { ProcessorTime = TimeSpan.FromSeconds(1) },
            cancellation: Token
        );
        FontFormatException e = Assert.Throws<FontFormatException>(() =>
        {
            // Each width is set anew.
            for (int width = 300; width < 100_000; width++)
            {
                fonts.Set(string.Concat(Enumerable.Repeat("مرحبا ", 160)), Typeface.Sans, FontWeight.Regular, width);
            }
        });
        Assert.StartsWith("made its reader end with code 1", e.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
