namespace ImageForge.DevCluster.Controllers;

/// <summary>How a failed pod is taken.</summary>
/// <param name="Action"><c>Count</c>, <c>Ignore</c> or <c>FailJob</c>.</param>
/// <param name="Message">Which rule matched and why; null where none did.</param>
internal sealed record PodFailure(string Action, string? Message)
{
    public bool IsCounted => Action != "Ignore";

    public bool FailsJob => Action == "FailJob";
}
