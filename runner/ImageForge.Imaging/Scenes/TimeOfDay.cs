namespace ImageForge.Imaging.Scenes;

/// <summary>The light that a scene is seen in; each has a palette.</summary>
public enum TimeOfDay
{
    /// <summary>Chosen from the signals, the atmospheres and the seed.</summary>
    Auto,

    /// <summary>Cool pink before sunrise.</summary>
    Dawn,

    /// <summary>Clear midday.</summary>
    Noon,

    /// <summary>The warm last hour of sun.</summary>
    GoldenHour,

    /// <summary>After sunset, windows lit.</summary>
    Dusk,

    /// <summary>Dark, moon and stars.</summary>
    Night,

    /// <summary>Grey, shadowless.</summary>
    Overcast,
}
