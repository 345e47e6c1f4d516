using ImageForge.Contracts.Plans;
using ImageForge.Contracts.Results;
using ImageForge.Imaging.Looks;
using ImageForge.Runner.Inputs;
using ImageForge.Runner.Plans;
using ImageForge.Scenes;
using ImageForge.Scenes.Atmospheres;

namespace ImageForge.Runner.Compose;

/// <summary>Turns a plan's scene into the compositor's.</summary>
internal static class SceneReader
{
    /// <summary>The scene of one variant of <paramref name="work"/>.</summary>
    /// <exception cref="PlanInvalidException">It is contradictory; the message names the field.</exception>
    public static Scene Read(GenerateWork work, ComposePlan compose, int variant, UserImages images)
    {
        var zones = new ZoneReader(compose.Zones);
        var camera = compose.Camera?.Or(CameraSpec.Neutral) ?? CameraSpec.Neutral;
        return new()
        {
            Width = work.Width,
            Height = work.Height,
            Seed = unchecked((ulong)(work.Seed + variant)),
            TimeOfDay = compose.TimeOfDay,
            Genre = compose.Genre,
            Zones = zones.Bounds,
            Background = ReadBackground(compose.Background, images),
            Signals = [.. compose.Signals.Select((signal, i) => ReadSignal(i, signal, zones, images))],
            Overlays =
            [
                .. compose
                    .Overlays.Select(overlay => ReadOverlay(overlay, images))
                    .Where(o => o.Image is not null || BuiltInOverlays.Contains(o.Category, o.Tag)),
            ],
            Layers = [.. LayerReader.Read(compose.Layers, images)],
            Angle = camera.Angle ?? CameraAngle.EyeLevel,
            CompositionRule = camera.Composition,
            Look = ReadLook(camera),
            Style = ReadStyle(compose.Style),
        };
    }

    /// <summary>What the plan asks for and the compositor does not draw.</summary>
    public static IEnumerable<Warning> Warnings(ComposePlan compose, UserImages images)
    {
        for (var i = 0; i < compose.Overlays.Count; i++)
        {
            var overlay = compose.Overlays[i];
            if (overlay.Image is null && !BuiltInOverlays.Contains(overlay.Category, overlay.Tag))
            {
                yield return new(
                    "spec.compose.atmosphere.overlays",
                    $"there is no built-in overlay '{overlay.Category}/{overlay.Tag}'; it is left out"
                );
            }
        }

        foreach (var warning in LayerReader.Warnings(compose.Layers, images))
        {
            yield return warning;
        }
    }

    private static Background ReadBackground(BackgroundSpec? background, UserImages images) =>
        background switch
        {
            { Image: { } image } when images.Find(image) is { } picture => new Background.Image(
                picture,
                background.Fit
            ),
            { Gradient: { } gradient } => new Background.Blend(
                LayerReader.ReadGradient(gradient, "compose.background.gradient")
            ),
            { Color: { } color } => new Background.Solid(PlanColors.Read(color, "compose.background.color")),
            _ => new Background.Skyline(),
        };

    private static Style ReadStyle(StyleSpec? style) =>
        new()
        {
            Theme = style?.Theme,
            Brand = [.. (style?.Brand?.Colors ?? []).Select(c => PlanColors.Read(c, "compose.style.brand.colors"))],
        };

    private static Signal ReadSignal(int index, SignalPlan signal, ZoneReader zones, UserImages images) =>
        new()
        {
            Category = signal.Category,
            Tag = signal.Tag,
            Score = signal.Score,
            Zone = zones.Zone(signal.Zone, $"compose.signals[{index}].zone"),
            Area = zones.Area(signal.Zone),
            Asset = images.Find(signal.Image),
        };

    private static Overlay ReadOverlay(OverlayPlan overlay, UserImages images) =>
        new()
        {
            Category = overlay.Category,
            Tag = overlay.Tag,
            Intensity = overlay.Intensity,
            Opacity = overlay.Opacity,
            Blend = overlay.Blend,
            Image = images.Find(overlay.Image),
        };

    private static Look ReadLook(CameraSpec camera) =>
        new()
        {
            Fov = camera.Fov!.Value,
            Lighting = camera.Lighting!.Value,
            HdrBloom = camera.HdrBloom!.Value,
            ColorTemp = camera.ColorTemp!.Value,
            Contrast = camera.Contrast!.Value,
            Exposure = camera.Exposure ?? 0,
            Tint = camera.Tint ?? 0,
            Vignette = camera.Vignette ?? 0,
            Grain = camera.Grain ?? 0,
            ChromaticAberration = camera.ChromaticAberration ?? 0,
            DepthHaze = camera.DepthHaze ?? 0,
            ToneMapping = camera.ToneMapping ?? ToneMapping.Paper,
        };
}
