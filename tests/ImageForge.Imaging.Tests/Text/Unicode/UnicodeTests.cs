using ImageForge.Testing.Data;
using Xunit;

namespace ImageForge.Imaging.Tests.Text.Unicode;

/// <summary>Bidirectional text and line breaks by the Unicode Consortium's own tests, and the tables that they rest on.</summary>
public sealed class UnicodeTests
{
    [Fact]
    public void Every_case_of_BidiTest_has_its_levels_and_order() =>
        Passes(770_241, UnicodeTestData.Bidi(RecordedData.Path("unicode", "BidiTest.txt")));

    [Fact]
    public void Every_case_of_BidiCharacterTest_has_its_levels_and_order() =>
        Passes(91_707, UnicodeTestData.BidiCharacters(RecordedData.Path("unicode", "BidiCharacterTest.txt")));

    [Fact]
    public void Every_case_of_LineBreakTest_has_its_opportunities() =>
        Passes(7_654, UnicodeTestData.LineBreaks(RecordedData.Path("unicode", "LineBreakTest.txt")));

    [Fact]
    public void The_table_is_that_of_the_database()
    {
        Assert.SkipUnless(
            Directory.Exists(UnicodeTableWriter.Folder),
            "Debian's package unicode-data is not installed: apt-get install unicode-data"
        );
        string file = Path.Combine(Checkout.Root, "runner/ImageForge.Imaging/Text/Unicode/Unicode.txt");
        if (Environment.GetEnvironmentVariable("IMAGEFORGE_WRITE_UNICODE") == "1")
        {
            File.WriteAllText(file, UnicodeTableWriter.Write(UnicodeTableWriter.Folder));
        }

        string committed = File.ReadAllText(file);
        string version = UnicodeTableWriter.Version(UnicodeTableWriter.Folder);
        Assert.SkipUnless(
            committed.Contains($"Database {version} ", StringComparison.Ordinal),
            $"unicode-data is of version {version}; the table is of another"
        );
        Assert.Equal(UnicodeTableWriter.Write(UnicodeTableWriter.Folder), committed);
    }

    private static void Passes(int cases, (int Cases, List<string> Failures) run)
    {
        Assert.Empty(run.Failures);
        Assert.Equal(cases, run.Cases);
    }
}
