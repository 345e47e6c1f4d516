using System.Text.Json.Nodes;

namespace ImageForge.Planning.Tests.GitOps;

/// <summary>
/// The generic rules of kstatus (cli-utils, pkg/kstatus/status), by which Flux, Helm and others judge resources of kinds that
/// they do not know.
/// </summary>
internal static class Kstatus
{
    public static string Compute(JsonObject resource)
    {
        if (resource["metadata"]?["deletionTimestamp"]?.GetValue<string>() is { Length: > 0 })
        {
            return "Terminating";
        }

        var generation = resource["metadata"]?["generation"]?.GetValue<long>();
        var observed = resource["status"]?["observedGeneration"]?.GetValue<long>();
        if (generation is not null && observed is not null && generation != observed)
        {
            return "InProgress";
        }

        var conditions = resource["status"]?["conditions"]?.AsArray() ?? [];
        // The first of the two that is true decides, not one of them before the other.
        foreach (var condition in conditions)
        {
            switch (((string?)condition!["type"], (string?)condition["status"]))
            {
                case ("Reconciling", "True"):
                    return "InProgress";
                case ("Stalled", "True"):
                    return "Failed";
            }
        }

        foreach (var condition in conditions.Where(c => (string?)c!["type"] == "Ready"))
        {
            switch ((string?)condition!["status"])
            {
                case "True":
                    return "Current";
                case "False" or "Unknown":
                    return "InProgress";
            }
        }

        return "Current";
    }
}
