using System.Text.Json.Serialization;
using ImageForge.Api.Common;

namespace ImageForge.Api.Storyboards;

/// <summary>Genre of a scene.</summary>
[JsonConverter(typeof(KebabEnumConverter<Genre>))]
public enum Genre
{
    /// <summary>Hard shadows, near black and white.</summary>
    Noir,

    /// <summary>Technology and far places.</summary>
    Scifi,

    /// <summary>Fear.</summary>
    Horror,

    /// <summary>Movement.</summary>
    Action,

    /// <summary>People.</summary>
    Drama,

    /// <summary>Magic.</summary>
    Fantasy,

    /// <summary>Suspense.</summary>
    Thriller,

    /// <summary>Dust and wide land.</summary>
    Western,
}
