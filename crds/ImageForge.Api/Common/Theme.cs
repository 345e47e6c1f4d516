using System.Text.Json.Serialization;

namespace ImageForge.Api.Common;

/// <summary>Visual style of an image.</summary>
[JsonConverter(typeof(KebabEnumConverter<Theme>))]
public enum Theme
{
    /// <summary>Like a photograph.</summary>
    Realistic,

    /// <summary>Sober business style.</summary>
    Professional,

    /// <summary>Drawn.</summary>
    Illustration,

    /// <summary>Abstract shapes and colours.</summary>
    Abstract,

    /// <summary>Few elements.</summary>
    Minimalist,

    /// <summary>Futuristic style.</summary>
    Futuristic,

    /// <summary>Infographic that explains facts.</summary>
    Infographic,

    /// <summary>Vintage style.</summary>
    Vintage,
}
