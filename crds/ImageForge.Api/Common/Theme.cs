using System.Text.Json.Serialization;

namespace ImageForge.Api.Common;

/// <summary>General manner of a picture.</summary>
[JsonConverter(typeof(KebabEnumConverter<Theme>))]
public enum Theme
{
    /// <summary>Like a photograph.</summary>
    Realistic,

    /// <summary>Sober, for business.</summary>
    Professional,

    /// <summary>Drawn.</summary>
    Illustration,

    /// <summary>Shapes and colours.</summary>
    Abstract,

    /// <summary>Few elements.</summary>
    Minimalist,

    /// <summary>Of a time to come.</summary>
    Futuristic,

    /// <summary>Explains facts.</summary>
    Infographic,

    /// <summary>Of a time gone by.</summary>
    Vintage,
}
