namespace ImageForge.Api.Core;

/// <summary>An HTTP request to the pod.</summary>
public sealed record HttpGetAction
{
    /// <summary>The path; <c>/</c> when absent.</summary>
    public string? Path { get; init; }

    /// <summary>The port's number.</summary>
    public required int Port { get; init; }

    /// <summary><c>HTTP</c> (default) or <c>HTTPS</c>.</summary>
    public string? Scheme { get; init; }
}
