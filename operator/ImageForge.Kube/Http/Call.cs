namespace ImageForge.Kube.Http;

/// <summary>A request that can be sent again.</summary>
/// <param name="Method">HTTP method.</param>
/// <param name="Path">Path and query.</param>
/// <param name="Budget">Rate limit that applies.</param>
internal sealed record Call(HttpMethod Method, string Path, CallBudget Budget = CallBudget.Rest)
{
    public ReadOnlyMemory<byte>? Body { get; init; }

    public string ContentType { get; init; } = "application/json";

    public string Accept { get; init; } = "application/json";

    /// <summary>A watch: uses the connections reserved for streams.</summary>
    public bool IsStream { get; init; }
}
