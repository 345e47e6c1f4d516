using ImageForge.Kube;
using Microsoft.Extensions.Logging;

namespace ImageForge.Runtime.Informers;

/// <summary>
/// Why lists, or watches, of a kind fail. A cause is logged once, not with each retry, and what an administrator has to
/// mend is shown in readiness.
/// </summary>
/// <param name="verb">list or watch.</param>
/// <param name="plural">Plural of the kind.</param>
/// <param name="group">Its group; empty for the core group.</param>
/// <param name="version">Its version.</param>
/// <param name="ns">The namespace; null for all.</param>
/// <param name="server">Says that the server as a whole is unavailable, which is logged once for all.</param>
/// <param name="logger">Where causes are logged.</param>
internal sealed class CallProblem(
    string verb,
    string plural,
    string group,
    string version,
    string? ns,
    Availability server,
    ILogger logger
)
{
    private readonly CallerFailures _failures = new(server);
    private volatile string? _problem;
    private string? _logged;

    /// <summary>
    /// What has to be mended; null if nothing, or if the server is just unavailable. Without messages of the server,
    /// since readiness shows it to everybody.
    /// </summary>
    public string? Problem => _problem;

    private string Resource => group.Length == 0 ? plural : $"{plural}.{group}";

    public void Failed(WatchFailure failure, Exception? error, string message)
    {
        _problem = failure == WatchFailure.Refused && error is KubeException answer ? Explain(answer) : null;
        if (!_failures.IsOwn(error))
        {
            Log.Unavailable(logger, plural, verb, message);
            return;
        }
        var line = _problem is null ? message : $"{_problem} ({message})";
        if (line != _logged)
        {
            _logged = line;
            Log.CallFailed(logger, verb, plural, failure, line);
        }
    }

    public void Succeeded()
    {
        _problem = null;
        _failures.Succeeded();
        if (_logged is not null)
        {
            _logged = null;
            Log.CallRecovered(logger, verb, plural);
        }
    }

    private string Explain(KubeException answer) =>
        answer switch
        {
            { IsForbidden: true } =>
                $"{verb} {Resource}: forbidden{(ns is null ? "" : $" in namespace {ns}")}; grant the operator's ServiceAccount this permission",
            // Kubernetes' own groups have no dot, or end in k8s.io.
            { IsNotFound: true } when group.Contains('.') && !group.EndsWith("k8s.io", StringComparison.Ordinal) =>
                $"CRD {Resource} is not installed, or does not serve version {version}",
            { IsNotFound: true } => $"the API server does not serve {Resource} in version {version}",
            _ => $"{verb} {Resource}: refused with code {answer.Code}",
        };
}
