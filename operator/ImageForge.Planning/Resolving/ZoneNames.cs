namespace ImageForge.Planning.Resolving;

/// <summary>The zones of a scene and which category goes where.</summary>
internal static class ZoneNames
{
    public const string Sky = "Sky";
    public const string City = "City";
    public const string Street = "Street";

    /// <summary>The plan's name of a zone, or null when there is no such zone.</summary>
    public static string? Canonical(string name) =>
        name switch
        {
            "sky" => Sky,
            "city" => City,
            "street" => Street,
            _ => null,
        };

    /// <summary>Default zone of a category; some weather tags are on the street.</summary>
    public static string DefaultFor(string category, string tag) =>
        (category, tag) switch
        {
            ("weather", "umbrellas" or "wind" or "puddle") => Street,
            ("weather", _) => Sky,
            ("crime" or "emergencies" or "transportation", _) => Street,
            _ => City,
        };
}
