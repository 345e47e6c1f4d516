using ImageForge.Contracts.Plans;
using ImageForge.Contracts.Results;
using ImageForge.Imaging.Atmospheres;
using ImageForge.Imaging.Blending;
using ImageForge.Imaging.Pixels;
using ImageForge.Imaging.Scenes;
using ImageForge.Runner.Inputs;
using ImageForge.Runner.Plans;

namespace ImageForge.Runner.Composing;

/// <summary>Turns a plan's scene into the compositor's.</summary>
internal static class SceneReader
{
    /// <summary>The scene of one variant of <paramref name="work"/>.</summary>
    /// <exception cref="PlanInvalidException">A name is unknown or a figure out of range; the message names the field.</exception>
    public static Scene Read(GenerateWork work, ComposePlan compose, int variant, UserImages images) =>
        new()
        {
            Width = work.Width,
            Height = work.Height,
            Seed = unchecked((ulong)(work.Seed + variant)),
            TimeOfDay = PlanNames.Parse("compose.timeOfDay", compose.TimeOfDay, TimeOfDay.Auto),
            Genre = PlanNames.Parse("compose.genre", compose.Genre, Genre.None),
            Zones = new()
            {
                Sky = ZoneReader.Band("sky", compose.Zones.Sky),
                City = ZoneReader.Band("city", compose.Zones.City),
                Street = ZoneReader.Band("street", compose.Zones.Street),
            },
            Background = ReadBackground(compose.Background, images),
            Signals = [.. compose.Signals.Select((signal, i) => ReadSignal(i, signal, compose.Zones, images))],
            Overlays =
            [
                .. compose
                    .Overlays.Select((overlay, i) => ReadOverlay(i, overlay, images))
                    .Where(o => o.Image is not null || BuiltInOverlays.Contains(o.Category, o.Tag)),
            ],
            Layers = [.. LayerReader.Read(compose.Layers, images)],
            Look = ReadLook(compose.Camera),
            Style = ReadStyle(compose.Style),
        };

    /// <summary>What the plan asks for and the compositor does not draw.</summary>
    public static IEnumerable<Warning> Warnings(ComposePlan compose)
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

        foreach (var warning in LayerReader.Warnings(compose.Layers))
        {
            yield return warning;
        }
    }

    private static Background ReadBackground(BackgroundPlan plan, UserImages images)
    {
        if (images.Find(plan.Image) is { } picture)
        {
            return new Background.Image(picture, PlanNames.Parse("compose.background.fit", plan.Fit, ImageFit.Cover));
        }

        if (plan.Gradient is { } gradient)
        {
            return new Background.Blend(LayerReader.ReadGradient(gradient, "compose.background.gradient"));
        }

        var colors = plan.Colors.Select(color => ReadColor("compose.background.colors", color)).ToList();
        return colors.Count switch
        {
            0 => new Background.Skyline(),
            1 => new Background.Solid(colors[0]),
            2 => new Background.Gradient(colors[0], colors[1]),
            _ => throw new PlanInvalidException($"compose.background.colors has {colors.Count} colours: one or two"),
        };
    }

    private static Style ReadStyle(StylePlan? style) =>
        style is null
            ? new()
            : new()
            {
                Theme = PlanNames.Parse("compose.style.theme", style.Theme, Theme.None),
                Brand = [.. style.Brand.Select(color => ReadColor("compose.style.brand", color))],
            };

    private static LinearColor ReadColor(string field, string text)
    {
        try
        {
            return LinearColor.Parse(text);
        }
        catch (FormatException)
        {
            throw new PlanInvalidException($"{field}: '{text}' is no colour such as #204060");
        }
    }

    private static Signal ReadSignal(int index, SignalPlan signal, ZonesPlan zones, UserImages images) =>
        new()
        {
            Category = signal.Category,
            Tag = signal.Tag,
            Score = InRange($"compose.signals[{index}].score", signal.Score, -1, 1),
            Zone = ZoneReader.Zone(zones, signal.Zone, $"compose.signals[{index}].zone"),
            Area = ZoneReader.Area(zones, signal.Zone),
            Asset = images.Find(signal.Image),
        };

    private static Overlay ReadOverlay(int index, OverlayPlan overlay, UserImages images) =>
        new()
        {
            Category = overlay.Category,
            Tag = overlay.Tag,
            Intensity = InRange($"compose.overlays[{index}].intensity", overlay.Intensity, 0, 1),
            Opacity = InRange($"compose.overlays[{index}].opacity", overlay.Opacity, 0, 1),
            Blend = overlay.Blend is null
                ? null
                : PlanNames.Parse<BlendMode>($"compose.overlays[{index}].blend", overlay.Blend),
            Image = images.Find(overlay.Image),
        };

    private static Look ReadLook(CameraPlan? camera) =>
        camera is null
            ? new()
            : new()
            {
                Fov = InRange("camera.fov", camera.Fov, 10, 120),
                Lighting = InRange("camera.lighting", camera.Lighting, 0, 100),
                HdrBloom = InRange("camera.hdrBloom", camera.HdrBloom, 0, 100),
                ColorTemp = InRange("camera.colorTemp", camera.ColorTemp, 2000, 10000),
                Contrast = InRange("camera.contrast", camera.Contrast, 0, 100),
                Exposure = InRange("camera.exposure", camera.Exposure ?? 0, -4, 4),
                Tint = InRange("camera.tint", camera.Tint ?? 0, -100, 100),
                Vignette = InRange("camera.vignette", camera.Vignette ?? 0, 0, 100),
                Grain = InRange("camera.grain", camera.Grain ?? 0, 0, 100),
                ChromaticAberration = InRange("camera.chromaticAberration", camera.ChromaticAberration ?? 0, 0, 100),
                DepthHaze = InRange("camera.depthHaze", camera.DepthHaze ?? 0, 0, 100),
                ToneMapping = PlanNames.Parse("camera.toneMapping", camera.ToneMapping, ToneMapping.Paper),
                Angle = PlanNames.Parse("camera.angle", camera.Angle, CameraAngle.EyeLevel),
                Composition = PlanNames.Parse("camera.composition", camera.Composition, CompositionRule.Free),
            };

    private static double InRange(string field, double value, double low, double high) =>
        value >= low && value <= high
            ? value
            : throw new PlanInvalidException($"{field} {value} is not between {low} and {high}");
}
