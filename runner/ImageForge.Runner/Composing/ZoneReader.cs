using ImageForge.Contracts.Plans;
using ImageForge.Imaging.Scenes;
using ImageForge.Runner.Plans;

namespace ImageForge.Runner.Composing;

/// <summary>Turns a plan's zones into the compositor's.</summary>
internal static class ZoneReader
{
    /// <summary>The rows of a built-in zone.</summary>
    /// <exception cref="PlanInvalidException">Its bounds do not rise within 0 to 1.</exception>
    public static Band Band(string name, ZonePlan zone)
    {
        Check(name, zone);
        return new(zone.Top, zone.Bottom);
    }

    /// <summary>Where among the planes of the scene a zone lies: the user's own by the ground that they stand on.</summary>
    /// <exception cref="PlanInvalidException">There is no such zone, or its bounds do not rise within 0 to 1.</exception>
    public static Zone Zone(ZonesPlan zones, string name, string field)
    {
        if (zones.Named?.GetValueOrDefault(name) is not { } own)
        {
            return PlanNames.Parse<Zone>(field, name);
        }

        Check(name, own);
        return own.Bottom <= zones.Sky.Bottom ? Imaging.Scenes.Zone.Sky
            : own.Bottom <= zones.Street.Top ? Imaging.Scenes.Zone.City
            : Imaging.Scenes.Zone.Street;
    }

    /// <summary>The bounds of a zone that is the user's own or narrower than the picture; else null.</summary>
    public static Area? Area(ZonesPlan zones, string name)
    {
        var own = zones.Named?.GetValueOrDefault(name);
        var zone =
            own
            ?? name switch
            {
                nameof(Imaging.Scenes.Zone.Sky) => zones.Sky,
                nameof(Imaging.Scenes.Zone.City) => zones.City,
                _ => zones.Street,
            };
        return own is null && zone is { Left: null, Right: null }
            ? null
            : new(zone.Left ?? 0, zone.Top, zone.Right ?? 1, zone.Bottom);
    }

    private static void Check(string name, ZonePlan zone)
    {
        if (
            !(zone.Top >= 0 && zone.Top < zone.Bottom && zone.Bottom <= 1)
            || !((zone.Left ?? 0) >= 0 && (zone.Left ?? 0) < (zone.Right ?? 1) && (zone.Right ?? 1) <= 1)
        )
        {
            throw new PlanInvalidException(
                $"compose.zones.{name} runs from {zone.Left ?? 0},{zone.Top} to {zone.Right ?? 1},{zone.Bottom}: it must rise within 0 to 1"
            );
        }
    }
}
