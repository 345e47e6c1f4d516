using System.Globalization;
using System.Text;

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

    /// <summary>
    /// The answer lasts and is mostly silent: it shares connections over HTTP/2, whose pings tell whether the server is alive.
    /// Other calls take HTTP/1.1, whose answers need no frames (docs/measured.md, "Many jobs").
    /// </summary>
    public bool Lasts { get; init; }
}

/// <summary>Calls that share a rate limit.</summary>
internal enum CallBudget
{
    /// <summary>All other calls.</summary>
    Rest,

    /// <summary>Leader election, which must not wait.</summary>
    Leases,

    /// <summary>Events, which must not make others wait.</summary>
    Events,
}

/// <summary>Builds the query of a path; parameters that are null are left out.</summary>
internal sealed class Query(string path)
{
    private readonly StringBuilder _text = new(path);
    private char _separator = '?';

    public Query Add(string name, string? value)
    {
        if (value is not null)
        {
            _text.Append(_separator).Append(name).Append('=').Append(Uri.EscapeDataString(value));
            _separator = '&';
        }
        return this;
    }

    public Query Add(string name, int? value) => Add(name, value?.ToString(CultureInfo.InvariantCulture));

    public Query Add(string name, bool value) => value ? Add(name, "true") : this;

    public override string ToString() => _text.ToString();
}
