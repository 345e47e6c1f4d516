using ImageForge.Runner.Plans;
using ImageForge.Scenes;

namespace ImageForge.Runner.Compose;

/// <summary>Turns a plan's zones into the compositor's.</summary>
internal sealed class ZoneReader
{
    private readonly Dictionary<string, ZoneSpec> _zones = new(StringComparer.Ordinal);

    /// <param name="zones">The plan's zones.</param>
    /// <exception cref="PlanInvalidException">
    /// A name is there twice, one of sky, city and street is missing, or bounds do not rise within 0 to 1.
    /// </exception>
    public ZoneReader(IReadOnlyList<ZoneSpec> zones)
    {
        foreach (var zone in zones)
        {
            if (!(zone.Top < zone.Bottom && zone.Left < zone.Right))
            {
                throw new PlanInvalidException(
                    $"compose.zones[{zone.Name}] runs from {zone.Left},{zone.Top} to {zone.Right},{zone.Bottom}: it must rise within 0 to 1"
                );
            }

            if (!_zones.TryAdd(zone.Name, zone))
            {
                throw new PlanInvalidException($"compose.zones has '{zone.Name}' twice");
            }
        }

        Bounds = new()
        {
            Sky = Band("sky"),
            City = Band("city"),
            Street = Band("street"),
        };
    }

    /// <summary>The rows of the built-in zones.</summary>
    public ZoneBounds Bounds { get; }

    /// <summary>Where among the planes of the scene a zone lies: the user's own by the ground that they stand on.</summary>
    /// <exception cref="PlanInvalidException">There is no such zone.</exception>
    public Zone Zone(string name, string field) =>
        name switch
        {
            "sky" => Scenes.Zone.Sky,
            "city" => Scenes.Zone.City,
            "street" => Scenes.Zone.Street,
            _ when !_zones.ContainsKey(name) => throw new PlanInvalidException(
                $"{field} '{name}' is unknown: {string.Join(", ", _zones.Keys)}"
            ),
            _ when _zones[name].Bottom <= Bounds.Sky.Bottom => Scenes.Zone.Sky,
            _ when _zones[name].Bottom <= Bounds.Street.Top => Scenes.Zone.City,
            _ => Scenes.Zone.Street,
        };

    /// <summary>The bounds of a zone that is the user's own or narrower than the picture; else null.</summary>
    public Area? Area(string name) =>
        _zones[name] is var zone && IsBuiltIn(name) && zone is { Left: 0, Right: 1 }
            ? null
            : new(zone.Left, zone.Top, zone.Right, zone.Bottom);

    private static bool IsBuiltIn(string name) => name is "sky" or "city" or "street";

    private Band Band(string name) =>
        _zones.TryGetValue(name, out var zone)
            ? new(zone.Top, zone.Bottom)
            : throw new PlanInvalidException($"compose.zones has no '{name}'");
}
