using FsCheck;
using FsCheck.Fluent;
using ImageForge.Planning.Storyboards;
using Xunit;

namespace ImageForge.Planning.Tests.Storyboards;

public class SceneSplitterTests
{
    [Fact]
    public void Sentences_become_shots() =>
        Assert.Equal(
            ["Rain falls on the market.", "A lantern sways!", "Who lit it?"],
            SceneSplitter.Split("Rain falls on the market. A lantern sways! Who lit it?", 3)
        );

    [Fact]
    public void Numbers_and_abbreviations_do_not_end_a_sentence() =>
        Assert.Equal(["At 3.5 metres it stops."], SceneSplitter.Split("At 3.5 metres it stops.", 1));

    [Fact]
    public void More_sentences_than_frames_are_joined_in_order() =>
        Assert.Equal(["A one. B two.", "C three. D four."], SceneSplitter.Split("A one. B two. C three. D four.", 2));

    [Fact]
    public void Fewer_sentences_than_frames_are_split_at_clauses() =>
        Assert.Equal(
            ["She walks through the rain", "the lanterns go out one by one."],
            SceneSplitter.Split("She walks through the rain, then the lanterns go out one by one.", 2)
        );

    [Fact]
    public void What_cannot_be_split_gives_fewer_shots() =>
        Assert.Single(SceneSplitter.Split("A very quiet street", 6));

    [Fact]
    public void Punctuation_alone_is_no_shot() => Assert.Single(SceneSplitter.Split("Night falls ... ! \n\n", 6));

    [Fact]
    public void Every_word_of_the_scene_is_in_a_shot_and_there_are_never_too_many()
    {
        var words = Gen.Elements("rain", "falls.", "the", "lanterns,", "then", "market", "glows!", "slowly;", "3.5\n");
        var scenes =
            from frames in Gen.Choose(1, 20)
            from scene in words.NonEmptyListOf()
            select (Frames: frames, Scene: string.Join(' ', scene));
        Check.QuickThrowOnFailure(
            Prop.ForAll(
                scenes.ToArbitrary(),
                c =>
                {
                    var shots = SceneSplitter.Split(c.Scene, c.Frames);
                    return shots.Count >= 1
                        && shots.Count <= c.Frames
                        && shots.All(s => s.Length > 0)
                        && Letters(string.Concat(shots)).Length <= Letters(c.Scene).Length
                        && Letters(string.Concat(shots)).Replace("then", "", StringComparison.Ordinal)
                            == Letters(c.Scene).Replace("then", "", StringComparison.Ordinal);
                }
            )
        );
    }

    private static string Letters(string text) => string.Concat(text.Where(char.IsLetterOrDigit));
}
