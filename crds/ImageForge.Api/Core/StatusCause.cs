namespace ImageForge.Api.Core;

/// <summary>One reason of a failure.</summary>
public sealed record StatusCause
{
    /// <summary>One CamelCase word, such as <c>FieldValueInvalid</c>.</summary>
    public string? Reason { get; init; }

    /// <summary>A sentence.</summary>
    public string? Message { get; init; }

    /// <summary>The field concerned, as a path such as <c>spec.size.width</c>.</summary>
    public string? Field { get; init; }
}
