using ImageForge.Imaging.Noise;
using ImageForge.Imaging.Scenes;

namespace ImageForge.Imaging.Backdrops;

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
