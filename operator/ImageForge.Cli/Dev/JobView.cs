using System.Text.Json.Nodes;

namespace ImageForge.Cli.Dev;

/// <summary>What a person wants to know of an object while waiting for it.</summary>
internal sealed record JobView(
    string Kind,
    string Name,
    string State,
    string Images,
    string Message,
    bool IsReady,
    bool HasFailed
)
{
    public static JobView Of(JsonObject value)
    {
        var status = value["status"];
        var ready = Condition(status, "Ready");
        return new JobView(
            $"{value["kind"]}",
            $"{value["metadata"]!["name"]}",
            $"{status?["state"]}",
            $"{status?["images"] ?? status?["framesDone"]}",
            $"{ready?["message"]}",
            $"{ready?["status"]}" == "True",
            $"{Condition(status, "Stalled")?["status"]}" == "True"
        );
    }

    private static JsonNode? Condition(JsonNode? status, string type) =>
        (status?["conditions"] as JsonArray)?.FirstOrDefault(c => $"{c?["type"]}" == type);
}
