using System.Text.Json.Serialization;

namespace ImageForge.Api.Common;

/// <summary>Tone-mapping curve.</summary>
public enum ToneMapping
{
    /// <summary>Keeps surface colours and compresses highlights only.</summary>
    Paper,

    /// <summary>ACES fit: more contrast.</summary>
    [JsonStringEnumMemberName("ACES")]
    Aces,

    /// <summary>Hable's filmic curve: soft highlights.</summary>
    Hable,

    /// <summary>None: light above white is clipped.</summary>
    None,
}
