using ImageForge.Api.Storyboards;
using ImageForge.Planning.Resolving;

namespace ImageForge.Planning.Storyboards;

/// <summary>Storyboard fields that are not supported in this version. The template is validated with the frames.</summary>
internal static class UnsupportedStoryboardFields
{
    private const string NoModel = "only engine Rules is supported; remove it";

    public static IReadOnlyList<UnsupportedField<StoryboardSpec>> All { get; } =
    [
        new("script.engine", s => s.Script is { Engine: not ScriptEngine.Rules }, NoModel),
        new("script.languageModel", s => s.Script?.LanguageModel is not null, NoModel),
        new("consistency", s => s.Consistency is not null, "frames are not compared; remove it"),
        new("refine", s => s.Refine is { Count: > 0 }, "frames cannot be refined; remove it"),
        new(
            "exports",
            s => s.Exports is { Count: > 0 },
            "exports are not implemented; remove it (frames are stored as images)"
        ),
        new(
            "shots.duration",
            s => s.Shots?.Any(shot => shot.Duration is not null) == true,
            "animatics are not implemented; remove it"
        ),
        new(
            "contactSheet.columns",
            s => s.ContactSheet?.Columns > AssemblyPlanner.MaxColumns,
            $"use at most {AssemblyPlanner.MaxColumns} columns"
        ),
    ];

    /// <summary>The first unsupported field that is set, or null.</summary>
    public static Problem? Find(StoryboardSpec spec) => All.FirstOrDefault(field => field.IsSet(spec))?.Refusal();
}
