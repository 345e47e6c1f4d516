using ImageForge.Imaging.Noise;
using ImageForge.Imaging.Pixels;
using ImageForge.Scenes.Layout;
using ImageForge.Scenes.Palettes;
using ImageForge.Scenes.Paper;

namespace ImageForge.Scenes.Backdrops;

/// <summary>What every painter of a scene needs: the canvas, the palette, the measures.</summary>
internal sealed record DrawingContext
{
    public required PaperCanvas Canvas { get; init; }

    public required Palette Palette { get; init; }

    public required TimeOfDay Time { get; init; }

    public required Scene Scene { get; init; }

    /// <summary>The root of all chance in the scene.</summary>
    public required Dice Dice { get; init; }

    public float Width => Canvas.Width;

    public float Height => Canvas.Height;

    /// <summary>Pixels for each pixel of a 768 pixel high picture.</summary>
    public float Unit => Canvas.Unit;

    /// <summary>Row where the street begins: what houses stand on.</summary>
    public required float Ground { get; init; }

    /// <summary>Row where the sky ends.</summary>
    public float SkyFoot { get; init; }

    /// <summary>Where the composition rule puts things.</summary>
    public required Arrangement Arrangement { get; init; }

    /// <summary>What the theme does otherwise.</summary>
    public required ThemeStyle ThemeStyle { get; init; }

    /// <summary>Factor of how tall houses and towers are, by angle and theme.</summary>
    public float Rise { get; init; } = 1f;

    /// <summary>Whether the camera looks down on the roofs along a street.</summary>
    public bool FromAbove => Scene.Angle == CameraAngle.High;

    /// <summary>Whether the scene is seen from straight above or below, where nothing stands on a ground line.</summary>
    public bool Upright =>
        Scene.Angle is not (CameraAngle.BirdsEye or CameraAngle.WormsEye) || Scene.Background is not Background.Skyline;

    /// <summary>Magnification that follows from the field of view; 1 at 50 degrees.</summary>
    public float Zoom { get; init; } = 1f;

    /// <summary>0–1: how wet the ground is.</summary>
    public float Wetness { get; init; }

    /// <summary>0–1: how much snow lies.</summary>
    public float Snow { get; init; }

    /// <summary>Stretches of the pavement, in columns, that nothing tall may stand before.</summary>
    public List<(float Left, float Right)> KeptClear { get; } = [];

    /// <summary>Says how far away what is laid next stands: 0 at the camera, 1 at the horizon.</summary>
    public void StandAt(float distance) => Canvas.Depth = PlaneDepth.Upright(distance);

    /// <summary>What is laid next lies on the ground, from the horizon's foot to the camera.</summary>
    public void LieOnGround() => Canvas.Depth = new PlaneDepth(0.42f, 0.02f, Ground, Height);

    /// <summary>How a sheet lies in this light.</summary>
    /// <param name="depth">Distance to the sheet behind, in <see cref="Unit"/>s.</param>
    /// <param name="shadow">Share of the shadow that the light casts.</param>
    /// <param name="edge">Strength of the lit edge of the cut, 0–1.</param>
    /// <param name="fibre">Strength of the fibres, 0–1.</param>
    public CutStyle Style(float depth, float shadow, float edge, float fibre) =>
        new()
        {
            Depth = depth * Unit,
            Shadow = Palette.Shadow * shadow,
            Edge = edge,
            Fibre = fibre,
        };

    /// <summary>How strongly windows and lamps shine.</summary>
    public float LampGain => 0.9f + (Palette.Lit * 1.5f);

    public LinearColor Lamp => Palette.Lamp.Scale(LampGain);

    /// <summary>Snow that lies, in this light.</summary>
    public LinearColor SnowPaper =>
        Palette.Cloud.Mix(new LinearColor(0.82f, 0.88f, 0.98f), 0.62f).Scale(Palette.IsNight ? 0.62f : 0.92f);

    /// <summary>A paper of the same kind: a little lighter or darker.</summary>
    public static LinearColor Vary(LinearColor color, Dice dice, float by = 0.12f)
    {
        float gain = 1f + dice.Range(-by, by);
        return color.Scale(gain);
    }
}

/// <summary>Chooses the time of day where the scene leaves it open.</summary>
internal static class Daylight
{
    public static TimeOfDay Choose(Scene scene, Dice dice)
    {
        if (scene.TimeOfDay is { } given)
        {
            return given;
        }

        foreach (Overlay overlay in scene.Overlays)
        {
            switch (overlay.Tag.ToUpperInvariant())
            {
                case "NIGHT" or "AURORA" or "FIREWORKS" or "CELEBRATION" or "NEON" or "NEON-HAZE":
                    return TimeOfDay.Night;
                case "FIRE" or "FIRE-GLOW" or "EMBERS" or "FESTIVE":
                    return TimeOfDay.Dusk;
                case "SUNBEAMS" or "GOLDEN-HAZE" or "HEAT" or "SANDSTORM":
                    return TimeOfDay.GoldenHour;
                case "RAIN" or "DRIZZLE" or "FLOOD" or "FOG" or "SNOW" or "BLIZZARD" or "LIGHTNING":
                    return dice.Fork("time").Chance(0.5f) ? TimeOfDay.Overcast : TimeOfDay.Dusk;
                default:
                    break;
            }
        }

        // The mood of the whole: bright for good news, late or grey for bad.
        double mood = scene.Signals.Sum(s => s.Score);
        TimeOfDay[] choices =
            mood > 0.3 ? [TimeOfDay.GoldenHour, TimeOfDay.Noon, TimeOfDay.Dawn]
            : mood < -0.3 ? [TimeOfDay.Dusk, TimeOfDay.Overcast, TimeOfDay.Night]
            : [TimeOfDay.GoldenHour, TimeOfDay.Dusk, TimeOfDay.Dawn];
        return dice.Fork("time").Pick<TimeOfDay>(choices);
    }
}
