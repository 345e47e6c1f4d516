namespace ImageForge.Kube.Http;

/// <summary>One request, in a form that can be sent again.</summary>
/// <param name="Method">HTTP method.</param>
/// <param name="Path">Path and query.</param>
/// <param name="Budget">Which calls it shares a rate with.</param>
internal sealed record Call(HttpMethod Method, string Path, CallBudget Budget = CallBudget.Rest)
{
    public ReadOnlyMemory<byte>? Body { get; init; }

    public string ContentType { get; init; } = "application/json";

    public string Accept { get; init; } = "application/json";

    /// <summary>The answer never ends by itself: it goes over the connections kept for watches.</summary>
    public bool IsStream { get; init; }
}
