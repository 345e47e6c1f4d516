namespace ImageForge.Imaging.Scenes;

/// <summary>Which zone a category belongs to.</summary>
public static class CategoryZones
{
    /// <summary>Weather belongs to the sky; crime, emergencies and transportation to the street; the rest to the city.</summary>
    public static Zone For(string category) =>
        category.ToUpperInvariant() switch
        {
            "WEATHER" => Zone.Sky,
            "CRIME" or "EMERGENCIES" or "TRANSPORTATION" => Zone.Street,
            _ => Zone.City,
        };
}
