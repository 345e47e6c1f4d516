namespace ImageForge.Api.Core;

/// <summary>A check that the kubelet repeats.</summary>
public sealed record Probe
{
    /// <summary>A request that must be answered with 200 to 399.</summary>
    public HttpGetAction? HttpGet { get; init; }

    /// <summary>Seconds before the first check.</summary>
    public int? InitialDelaySeconds { get; init; }

    /// <summary>Seconds between checks; 10 when absent.</summary>
    public int? PeriodSeconds { get; init; }

    /// <summary>Seconds after which a check has failed; 1 when absent.</summary>
    public int? TimeoutSeconds { get; init; }

    /// <summary>Failures in a row that count; 3 when absent.</summary>
    public int? FailureThreshold { get; init; }

    /// <summary>Successes in a row that count; 1 when absent.</summary>
    public int? SuccessThreshold { get; init; }
}
