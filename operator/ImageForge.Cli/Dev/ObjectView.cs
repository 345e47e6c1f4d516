using System.Text.Json.Nodes;
using ImageForge.Api;
using ImageForge.Api.Common;

namespace ImageForge.Cli.Dev;

/// <summary>Summary of an object for display.</summary>
internal sealed record ObjectView(
    string Kind,
    string Name,
    string State,
    string Images,
    string Message,
    ObjectProgress Progress
)
{
    /// <summary>Reads an object of any kind.</summary>
    public static ObjectView Of(JsonObject value)
    {
        var status = value["status"];
        var ready = Condition(status, Conditions.Ready);
        var isOurs = $"{value["apiVersion"]}".StartsWith(ApiGroup.Name + "/", StringComparison.Ordinal);
        return new ObjectView(
            $"{value["kind"]}",
            $"{value["metadata"]!["name"]}",
            isOurs ? $"{status?["state"]}" : "Applied",
            $"{status?["images"] ?? status?["framesDone"]}",
            isOurs ? $"{ready?["message"]}" : "",
            isOurs ? ProgressOf(status) : ObjectProgress.Ready
        );
    }

    private static ObjectProgress ProgressOf(JsonNode? status)
    {
        if ($"{Condition(status, Conditions.Ready)?["status"]}" == "True")
        {
            return ObjectProgress.Ready;
        }

        if ($"{Condition(status, Conditions.Stalled)?["status"]}" == "True")
        {
            return ObjectProgress.Failed;
        }

        return $"{status?["state"]}" switch
        {
            nameof(JobState.Suspended) => ObjectProgress.Suspended,
            "" or nameof(JobState.Pending) or nameof(JobState.Queued) => ObjectProgress.Waiting,
            _ => ObjectProgress.Running,
        };
    }

    private static JsonNode? Condition(JsonNode? status, string type) =>
        (status?["conditions"] as JsonArray)?.FirstOrDefault(c => $"{c?["type"]}" == type);
}

/// <summary>Progress of an object.</summary>
internal enum ObjectProgress
{
    /// <summary>Waiting, such as for a profile, an artifact or a node.</summary>
    Waiting,

    /// <summary>In progress.</summary>
    Running,

    /// <summary>Suspended by its user.</summary>
    Suspended,

    /// <summary>Ready.</summary>
    Ready,

    /// <summary>Failed or rejected.</summary>
    Failed,
}
