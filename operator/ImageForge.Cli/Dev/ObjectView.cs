using System.Text.Json.Nodes;
using ImageForge.Api;
using ImageForge.Api.Common;

namespace ImageForge.Cli.Dev;

/// <summary>What a person wants to know of an object while waiting for it.</summary>
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

/// <summary>How far an object is.</summary>
internal enum ObjectProgress
{
    /// <summary>It waits for something else: a profile, another job's image, room on a node.</summary>
    Waiting,

    /// <summary>It is being worked on.</summary>
    Running,

    /// <summary>It waits until its user resumes it.</summary>
    Suspended,

    /// <summary>It is done, or there is nothing to do for it.</summary>
    Ready,

    /// <summary>It will not become ready unless somebody changes it.</summary>
    Failed,
}
