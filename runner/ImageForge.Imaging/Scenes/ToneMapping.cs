namespace ImageForge.Imaging.Scenes;

/// <summary>How the light of a scene, which has no upper bound, becomes what a display shows.</summary>
public enum ToneMapping
{
    /// <summary>Leaves paper as it is and bends only what shines into a soft shoulder.</summary>
    Paper,

    /// <summary>The common fit of the ACES curve: more contrast, filmic highlights.</summary>
    Aces,

    /// <summary>Hable's filmic curve, white at 11.2: soft, long shoulder.</summary>
    Hable,

    /// <summary>None: what is brighter than the display's white is cut off.</summary>
    None,
}
