using System.Text.Json.Serialization;

namespace ImageForge.Api.Common;

/// <summary>Curve from the light of a scene to that of a display.</summary>
public enum ToneMapping
{
    /// <summary>Leaves paper as it is and bends only what shines.</summary>
    Paper,

    /// <summary>The common fit of the ACES curve: more contrast.</summary>
    [JsonStringEnumMemberName("ACES")]
    Aces,

    /// <summary>Hable's filmic curve: soft and long.</summary>
    Hable,

    /// <summary>None: light above white is cut off.</summary>
    None,
}
