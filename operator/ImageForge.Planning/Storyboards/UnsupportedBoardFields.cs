using ImageForge.Api;
using ImageForge.Api.Common;
using ImageForge.Api.Storyboards;
using ImageForge.Planning.Resolving;

namespace ImageForge.Planning.Storyboards;

/// <summary>What a storyboard may ask for and this version does not carry out. Its template is judged frame by frame.</summary>
internal static class UnsupportedBoardFields
{
    public static Problem? Find(StoryboardSpec spec) =>
        spec switch
        {
            { Script.Engine: not ScriptEngine.Rules } => Field("script.engine", "scenes are split by rules only yet"),
            { Script.LanguageModel: not null } => Field("script.languageModel", "scenes are split by rules only yet"),
            { Consistency: not null } => Field("consistency", "frames are not compared yet; remove it"),
            { Refine.Count: > 0 } => Field("refine", "frames are not refined yet; remove it"),
            { Exports.Count: > 0 } => Field(
                "exports",
                "sequences are not exported yet; the frames are stored as pictures"
            ),
            { Shots: { } shots } when shots.Any(s => s.Duration is not null) => Field(
                "shots.duration",
                "there are no animatics yet; remove it"
            ),
            _ when Cameras(spec).Any(UnsupportedFields.IsTilted) => Field(
                "parameters.angle",
                UnsupportedFields.NoAngle
            ),
            _ when Cameras(spec).Any(c => c?.Composition is not null) => Field(
                "parameters.composition",
                UnsupportedFields.NoComposition
            ),
            { ContactSheet.Columns: > AssemblyPlanner.MaxColumns } => Field(
                "contactSheet.columns",
                $"a sheet has at most {AssemblyPlanner.MaxColumns} columns"
            ),
            _ => null,
        };

    private static IEnumerable<CameraSpec?> Cameras(StoryboardSpec spec) =>
        [spec.Parameters, spec.Template?.Polish?.Camera, .. (spec.Shots ?? []).Select(s => s.Parameters)];

    private static Problem Field(string path, string remedy) =>
        new(Reasons.NotSupported, $"spec.{path} is not carried out by this version: {remedy}.");
}
