namespace ImageForge.Imaging.Scenes;

/// <summary>A film genre; other than <see cref="None"/> it brings a palette of its own.</summary>
public enum Genre
{
    /// <summary>The palette of the time of day, as it is.</summary>
    None,

    /// <summary>Near-monochrome with one accent.</summary>
    Noir,

    /// <summary>Teal and magenta.</summary>
    Scifi,

    /// <summary>Bruise green and black.</summary>
    Horror,

    /// <summary>Orange against blue.</summary>
    Action,

    /// <summary>Muted, warm.</summary>
    Drama,

    /// <summary>Violet and gold.</summary>
    Fantasy,

    /// <summary>Cold steel with red.</summary>
    Thriller,

    /// <summary>Ochre and rust.</summary>
    Western,
}
