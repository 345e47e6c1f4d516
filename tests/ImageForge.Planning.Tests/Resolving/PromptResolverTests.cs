using ImageForge.Api.Common;
using ImageForge.Contracts.Plans;
using ImageForge.Planning.Resolving;
using Xunit;

namespace ImageForge.Planning.Tests.Resolving;

public class PromptResolverTests
{
    private const string Signals = """
        [{"category":"weather","tag":"rain","score":-0.7},
         {"category":"festivals","tag":"lanterns","score":0.9},
         {"category":"politics","tag":"protest","score":-0.5},
         {"category":"transportation","tag":"tram","score":0.6},
         {"category":"sports","tag":"match","score":0.3}]
        """;

    public static TheoryData<string, string, string?> Prompts =>
        new()
        {
            // The top three of those above 0.3, the strongest first, then the mood.
            {
                """{"prompt":{"text":"A harbour"},"compose":{"signals":SIGNALS,"atmosphere":{"strategy":"Prompt"}}}""",
                "{}",
                "A harbour, strings of glowing lanterns, streets glistening with rain, a tram gliding past, festive mood"
            },
            // Asset draws and says nothing, unless words are asked for as well.
            { """{"prompt":{"text":"A harbour"},"compose":{"signals":SIGNALS,"atmosphere":{}}}""", "{}", "A harbour" },
            {
                """{"prompt":{"text":"A harbour"},"compose":{"signals":[{"category":"weather","tag":"fog","score":-0.4}],"atmosphere":{"wordsInPrompt":true}}}""",
                "{}",
                "A harbour, fog between the houses, neutral mood"
            },
            // Without any prompt, the words are all there is.
            {
                """{"compose":{"signals":[{"category":"weather","tag":"fog","score":-0.9}],"atmosphere":{"strategy":"Prompt"}}}""",
                "{}",
                "fog between the houses, chaotic mood"
            },
            // A description of the signal's own, and a mood of the job's own, come first.
            {
                """{"compose":{"signals":[{"category":"weather","tag":"fog","score":-0.9,"description":"sea fret"}],"atmosphere":{"strategy":"Prompt","mood":"calm"}}}""",
                """{"phrases":[{"category":"weather","tag":"fog","text":"haar"}],"moodWords":[{"mood":"calm","words":["hushed","still"]}]}""",
                "sea fret, hushed, still"
            },
            // A phrase for the sign comes before one for any.
            {
                """{"compose":{"signals":[{"category":"weather","tag":"fog","score":-0.9}],"atmosphere":{}}}""",
                """{"strategy":"Prompt","phrases":[{"category":"weather","tag":"fog","text":"haar"},{"category":"weather","tag":"fog","sign":"Negative","text":"smog"}]}""",
                "smog, chaotic mood"
            },
            // The job's own word about the strategy wins.
            {
                """{"compose":{"signals":[{"category":"weather","tag":"fog","score":-0.9}],"atmosphere":{"strategy":"Asset","wordsInPrompt":false}}}""",
                """{"strategy":"Prompt","wordsInPrompt":true}""",
                null
            },
            // Categories of a user's own are said as they are; known ones by their sign.
            {
                """{"compose":{"signals":[{"category":"ferries","tag":"late-boats","score":0.4},{"category":"crime","tag":"heist","score":-0.5}],"atmosphere":{"strategy":"Prompt"}}}""",
                "{}",
                "a street cordoned off, late boats, neutral mood"
            },
            // No atmosphere, no words.
            { """{"compose":{"signals":SIGNALS}}""", "{}", null },
        };

    [Theory]
    [MemberData(nameof(Prompts))]
    public void Words_are_added(string spec, string profile, string? prompt) =>
        Assert.Equal(prompt, Work(spec.Replace("SIGNALS", Signals, StringComparison.Ordinal), profile).Prompt?.Text);

    [Fact]
    public void In_words_an_atmosphere_needs_no_overlays()
    {
        const string Spec =
            """{"compose":{"signals":[{"category":"weather","tag":"rain","score":-0.9}],"atmosphere":{}}}""";
        Assert.Single(Work(Spec, "{}").Compose!.Overlays);
        Assert.Empty(Work(Spec, """{"strategy":"Prompt"}""").Compose!.Overlays);
        Assert.Empty(Work(Spec, "{}", AtmosphereStrategy.Prompt).Compose!.Overlays);
        Assert.NotNull(Work(Spec, "{}", AtmosphereStrategy.Prompt).Prompt);
    }

    [Fact]
    public void A_structured_prompt_gets_them_in_its_own_places()
    {
        var text = Work(
            """
            {"prompt":{"structured":{"short_description":"a harbour","background_setting":"old town"}},
             "compose":{"signals":[{"category":"weather","tag":"fog","score":-0.9}],"atmosphere":{"strategy":"Prompt"}}}
            """,
            "{}"
        ).Prompt!.Text;
        Assert.Contains("\"background_setting\":\"old town, fog between the houses\"", text, StringComparison.Ordinal);
        Assert.Contains("\"mood_atmosphere\":\"chaotic mood\"", text, StringComparison.Ordinal);
    }

    private static GenerateWork Work(
        string spec,
        string profile,
        AtmosphereStrategy otherwise = AtmosphereStrategy.Asset
    ) =>
        (GenerateWork)
            Assert
                .IsType<Resolution.Ready>(
                    JobResolver.Resolve(
                        Given.Job(spec),
                        Given.Profile(profile),
                        new OperatorDefaults { StoreUri = "s3://b", AtmosphereStrategy = otherwise }
                    )
                )
                .Plan.Work;
}
