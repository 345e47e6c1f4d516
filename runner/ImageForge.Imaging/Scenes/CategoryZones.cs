namespace ImageForge.Imaging.Scenes;

/// <summary>Which zone a category belongs to.</summary>
public static class CategoryZones
{
    /// <summary>
    /// Weather belongs to the sky, but for what it does on the ground (umbrellas, wind, puddle); crime, emergencies and
    /// transportation to the street; the rest to the city.
    /// </summary>
    public static Zone For(string category, string tag = "") =>
        (category.ToUpperInvariant(), tag.ToUpperInvariant()) switch
        {
            ("WEATHER", "UMBRELLAS" or "WIND" or "PUDDLE") => Zone.Street,
            ("WEATHER", _) => Zone.Sky,
            ("CRIME" or "EMERGENCIES" or "TRANSPORTATION", _) => Zone.Street,
            _ => Zone.City,
        };
}
