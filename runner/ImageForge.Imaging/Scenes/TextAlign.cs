namespace ImageForge.Imaging.Scenes;

/// <summary>Where lines of text begin or end.</summary>
public enum TextAlign
{
    /// <summary>They begin at the left.</summary>
    Left,

    /// <summary>They are centred.</summary>
    Center,

    /// <summary>They end at the right.</summary>
    Right,
}
