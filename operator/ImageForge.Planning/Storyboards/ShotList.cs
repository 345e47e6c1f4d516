using ImageForge.Api.Storyboards;

namespace ImageForge.Planning.Storyboards;

/// <summary>Lists the shots of a storyboard: those given by hand, else those that its scene is split into.</summary>
internal static class ShotList
{
    private const int DefaultFrames = 6;
    private const int CaptionLength = 60;

    public static IReadOnlyList<Shot> Of(StoryboardSpec spec) =>
        spec.Shots is { } shots
            ? [.. shots.Select(shot => ByHand(spec, shot))]
            :
            [
                .. SceneSplitter
                    .Split(spec.Scene ?? "", spec.Frames ?? DefaultFrames)
                    .Select(text => FromScene(spec, text)),
            ];

    private static Shot ByHand(StoryboardSpec spec, ShotSpec shot) =>
        new()
        {
            Text = spec.Scene is null ? shot.Text : $"{shot.Text} ({spec.Scene})",
            Caption = shot.Caption ?? Caption(shot.Text),
            Camera =
                shot.Parameters is { } own && spec.Parameters is { } common
                    ? own.Or(common)
                    : shot.Parameters ?? spec.Parameters,
            TimeOfDay =
                shot.TimeOfDay
                ?? (spec.Template?.Compose?.TimeOfDay is null ? ShotReader.FindTimeOfDay(shot.Text) : null),
            Signals = shot.Signals ?? (spec.Template?.Compose?.Signals is null ? ShotReader.Signals(shot.Text) : null),
            Seed = shot.Seed,
        };

    private static Shot FromScene(StoryboardSpec spec, string text) =>
        new()
        {
            Text = text,
            Caption = Caption(text),
            Camera = spec.Parameters,
            TimeOfDay = spec.Template?.Compose?.TimeOfDay is null ? ShotReader.FindTimeOfDay(text) : null,
            Signals = spec.Template?.Compose?.Signals is null ? ShotReader.Signals(text) : null,
        };

    private static string Caption(string text)
    {
        if (text.Length <= CaptionLength)
        {
            return text;
        }

        var end = text.LastIndexOf(' ', CaptionLength - 1);
        return text[..(end > CaptionLength / 2 ? end : CaptionLength - 1)].TrimEnd('.', ',', ' ') + "…";
    }
}
