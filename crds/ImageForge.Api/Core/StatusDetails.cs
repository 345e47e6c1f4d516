namespace ImageForge.Api.Core;

/// <summary>What a <see cref="Status"/> concerns.</summary>
public sealed record StatusDetails
{
    /// <summary>The object's name.</summary>
    public string? Name { get; init; }

    /// <summary>Its group.</summary>
    public string? Group { get; init; }

    /// <summary>Its kind or plural.</summary>
    public string? Kind { get; init; }

    /// <summary>Its incarnation.</summary>
    public string? Uid { get; init; }

    /// <summary>The single reasons of a failure.</summary>
    public IReadOnlyList<StatusCause>? Causes { get; init; }

    /// <summary>Seconds after which the call may succeed.</summary>
    public int? RetryAfterSeconds { get; init; }
}
