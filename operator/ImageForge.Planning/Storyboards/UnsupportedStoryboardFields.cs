using ImageForge.Api.Storyboards;
using ImageForge.Planning.Resolving;

namespace ImageForge.Planning.Storyboards;

/// <summary>What a storyboard may ask for and this version does not carry out. Its template is judged frame by frame.</summary>
internal static class UnsupportedStoryboardFields
{
    private const string NoModel = "scenes are split by rules only yet";

    public static IReadOnlyList<UnsupportedField<StoryboardSpec>> All { get; } =
    [
        new("script.engine", s => s.Script is { Engine: not ScriptEngine.Rules }, NoModel),
        new("script.languageModel", s => s.Script?.LanguageModel is not null, NoModel),
        new("consistency", s => s.Consistency is not null, "frames are not compared yet; remove it"),
        new("refine", s => s.Refine is { Count: > 0 }, "frames are not refined yet; remove it"),
        new(
            "exports",
            s => s.Exports is { Count: > 0 },
            "sequences are not exported yet; the frames are stored as pictures"
        ),
        new(
            "shots.duration",
            s => s.Shots?.Any(shot => shot.Duration is not null) == true,
            "there are no animatics yet; remove it"
        ),
        new(
            "contactSheet.columns",
            s => s.ContactSheet?.Columns > AssemblyPlanner.MaxColumns,
            $"a sheet has at most {AssemblyPlanner.MaxColumns} columns"
        ),
    ];

    /// <summary>The first field that the spec asks for in vain, or null.</summary>
    public static Problem? Find(StoryboardSpec spec) => All.FirstOrDefault(field => field.IsSet(spec))?.Refusal();
}
