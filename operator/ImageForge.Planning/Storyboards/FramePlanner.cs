using ImageForge.Api.GenerationJobs;
using ImageForge.Api.Storyboards;
using ImageForge.Planning.Naming;
using ImageForge.Planning.Pods;
using ImageForge.Planning.Polish;
using k8s.Models;

namespace ImageForge.Planning.Storyboards;

/// <summary>Builds the GenerationJobs of the frames from template and shots.</summary>
internal static class FramePlanner
{
    public static IReadOnlyList<GenerationJob> Plan(Storyboard board, IReadOnlyList<Shot> shots)
    {
        var specs = new List<GenerationJobSpec>();
        var jobs = new List<GenerationJob>();
        foreach (var shot in shots)
        {
            var spec = Spec(board.Spec, shot);
            if (shot.Seed is null && spec.Seed is { } seed)
            {
                // Frames share a seed so that they show the same city; only frames that would be identical get another.
                spec = spec with
                {
                    Seed = seed + specs.Count(other => SamePicture(other, spec)),
                };
            }

            specs.Add(Spec(board.Spec, shot));
            jobs.Add(Job(board, jobs.Count, spec));
        }

        return jobs;
    }

    private static GenerationJob Job(Storyboard board, int index, GenerationJobSpec spec) =>
        new()
        {
            Metadata = new V1ObjectMeta
            {
                Name = ChildNames.ForFrame(board.Metadata.Name!, board.Metadata.Uid!, index),
                NamespaceProperty = board.Metadata.NamespaceProperty,
                Labels = Labels.ForFrame(board.Metadata.Name!, index),
                Annotations = TraceContext(board),
                OwnerReferences = [Owners.Of(board)],
            },
            Spec = spec,
        };

    // Frames join the trace that the storyboard was asked to join.
    private static Dictionary<string, string>? TraceContext(Storyboard board) =>
        board.Metadata.Annotations?.TryGetValue(Labels.TraceParent, out var context) == true
            ? new() { [Labels.TraceParent] = context }
            : null;

    private static GenerationJobSpec Spec(StoryboardSpec board, Shot shot)
    {
        var template = board.Template ?? new StoryboardTemplate();
        var compose = template.Compose ?? new ComposeSpec();
        var camera =
            shot.Camera is { } own && template.Polish?.Camera is { } common
                ? own.Or(common)
                : shot.Camera ?? template.Polish?.Camera;
        return new GenerationJobSpec(template.Variants)
        {
            Prompt = new PromptSpec { Text = shot.Text, Negative = board.Negative },
            Seed =
                shot.Seed
                ?? template.Seed
                ?? Seeds.FromText(board.Scene ?? string.Concat(board.Shots!.Select(s => s.Text))),
            Size = template.Size ?? new ImageSize { Preset = SizePreset.WideCard },
            Quality = template.Quality,
            Priority = template.Priority,
            Tags = template.Tags,
            Style = template.Style,
            Compose = compose with
            {
                Genre = board.Genre ?? compose.Genre,
                TimeOfDay = shot.TimeOfDay ?? compose.TimeOfDay,
                Signals = shot.Signals ?? compose.Signals,
                // Signals found in the text of a shot need an atmosphere to be visible.
                Atmosphere = compose.Atmosphere ?? new AtmosphereSpec(),
            },
            OnMissingInput = template.OnMissingInput,
            Polish = camera is null ? template.Polish : (template.Polish ?? new PolishSpec()) with { Camera = camera },
            Evaluate = template.Evaluate,
            Output = template.Output,
            Cache = template.Cache,
            Budget = template.Budget,
            Runner = (template.Runner ?? new Api.Common.RunnerSpec()) with
            {
                ActiveDeadlineSeconds = template.Runner?.ActiveDeadlineSeconds ?? board.FrameTimeoutSeconds,
            },
        };
    }

    // The prompt matters only with a polish back end.
    private static bool SamePicture(GenerationJobSpec a, GenerationJobSpec b) =>
        Backends.IsSet(a.Polish)
            ? Canonical.Of(a) == Canonical.Of(b)
            : Canonical.Of(a with { Prompt = null }) == Canonical.Of(b with { Prompt = null });
}
