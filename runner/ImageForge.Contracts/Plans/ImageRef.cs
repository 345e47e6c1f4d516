namespace ImageForge.Contracts.Plans;

/// <summary>A picture that the user supplies.</summary>
public sealed record ImageRef
{
    /// <summary>
    /// Where it is: <c>file:///path</c> as the runner sees it, a key of the run's store as <c>store:key</c>, an address by
    /// <c>http</c> or <c>https</c>, or a mounted place as <see cref="InputMounts"/> words it.
    /// </summary>
    public required string Uri { get; init; }

    /// <summary>Hex SHA-256 of the bytes, when known; a runner refuses other bytes.</summary>
    public string? Sha256 { get; init; }

    /// <summary>What to call it in messages, such as <c>compose.signals[0].image</c>.</summary>
    public string? Origin { get; init; }
}
