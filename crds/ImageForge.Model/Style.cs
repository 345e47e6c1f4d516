namespace ImageForge.Model;

/// <summary>Theme and brand of the image.</summary>
public sealed record StyleSpec
{
    /// <summary>
    /// Visual style of the image: how it is drawn and colour-graded. If unset, it depends on scene or back end.
    /// </summary>
    public Theme? Theme { get; init; }

    /// <summary>Brand of the image.</summary>
    public BrandSpec? Brand { get; init; }
}

/// <summary>Colours and style of a brand. Composing uses the colours; name and style are added to prompts.</summary>
public sealed record BrandSpec
{
    /// <summary>Name of the brand for prompts.</summary>
    [Text(128, 1)]
    public string? Name { get; init; }

    /// <summary>
    /// Colours as "#rrggbb", most important first. Accents, awnings and signs use them, and saturated colours of the
    /// image are shifted towards them; skin and sky are not changed.
    /// </summary>
    [List(8), Text(7, 7, Pattern = "^#[0-9a-fA-F]{6}$")]
    public IReadOnlyList<string>? Colors { get; init; }

    /// <summary>
    /// Style for prompts, such as "clean lines, generous white space". Has no effect on images composed without
    /// a prompt.
    /// </summary>
    [Text(500, 1)]
    public string? Style { get; init; }
}

/// <summary>Visual style of an image.</summary>
[KebabCase]
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

/// <summary>Genre of a scene.</summary>
[KebabCase]
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

/// <summary>Time of day of a scene.</summary>
[KebabCase]
public enum TimeOfDay
{
    /// <summary>First light.</summary>
    Dawn,

    /// <summary>High sun.</summary>
    Noon,

    /// <summary>Low, warm sun.</summary>
    GoldenHour,

    /// <summary>After sunset.</summary>
    Dusk,

    /// <summary>Dark, with lit windows.</summary>
    Night,

    /// <summary>Grey daylight.</summary>
    Overcast,
}
