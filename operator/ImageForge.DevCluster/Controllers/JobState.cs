using System.Collections.Immutable;
using System.Text.Json.Nodes;
using ImageForge.DevCluster.Storage;
using k8s.Models;

namespace ImageForge.DevCluster.Controllers;

/// <summary>A job's status as its controller keeps it.</summary>
internal sealed record JobState
{
    public ImmutableList<V1JobCondition> Conditions { get; init; } = [];

    public DateTimeOffset? StartTime { get; init; }

    public DateTimeOffset? CompletionTime { get; init; }

    public int Active { get; init; }

    public int Ready { get; init; }

    public int Terminating { get; init; }

    public int Succeeded { get; init; }

    public int Failed { get; init; }

    /// <summary>Uids of pods that ended well and are not in <see cref="Succeeded"/> yet.</summary>
    public ImmutableList<string> UncountedSucceeded { get; init; } = [];

    /// <summary>Uids of pods that failed and are not in <see cref="Failed"/> yet.</summary>
    public ImmutableList<string> UncountedFailed { get; init; } = [];

    public bool Is(string condition) => Conditions.Any(c => c.Type == condition && c.Status == "True");

    public bool IsFinished => Is("Complete") || Is("Failed");

    public V1JobCondition? Find(string condition) => Conditions.FirstOrDefault(c => c.Type == condition);

    /// <summary>Sets a condition, in its old place where it has one.</summary>
    public JobState With(string type, bool status, string reason, string message, DateTimeOffset now)
    {
        var condition = new V1JobCondition
        {
            Type = type,
            Status = status ? "True" : "False",
            LastProbeTime = now.UtcDateTime,
            LastTransitionTime = now.UtcDateTime,
            Reason = reason,
            Message = message,
        };
        var at = Conditions.FindIndex(c => c.Type == type);
        return this with { Conditions = at < 0 ? Conditions.Add(condition) : Conditions.SetItem(at, condition) };
    }

    public static JobState From(JsonObject job, V1Job typed)
    {
        var status = job["status"];
        return new JobState
        {
            Conditions = [.. typed.Status?.Conditions ?? []],
            StartTime = typed.Status?.StartTime,
            CompletionTime = typed.Status?.CompletionTime,
            Active = typed.Status?.Active ?? 0,
            Ready = typed.Status?.Ready ?? 0,
            Terminating = typed.Status?.Terminating ?? 0,
            Succeeded = typed.Status?.Succeeded ?? 0,
            Failed = typed.Status?.Failed ?? 0,
            UncountedSucceeded = [.. status.Texts("uncountedTerminatedPods", "succeeded")],
            UncountedFailed = [.. status.Texts("uncountedTerminatedPods", "failed")],
        };
    }

    /// <summary>In Kubernetes' order of fields; zero counts are left out except <c>terminating</c> and <c>ready</c>.</summary>
    public JsonObject ToJson()
    {
        var json = new JsonObject();
        if (Conditions.Count > 0)
        {
            json["conditions"] = new JsonArray([.. Conditions.Select(ToJson)]);
        }
        if (StartTime is { } start)
        {
            json["startTime"] = start.Rfc3339();
        }
        if (CompletionTime is { } completion)
        {
            json["completionTime"] = completion.Rfc3339();
        }
        if (Active > 0)
        {
            json["active"] = (long)Active;
        }
        if (Succeeded > 0)
        {
            json["succeeded"] = (long)Succeeded;
        }
        if (Failed > 0)
        {
            json["failed"] = (long)Failed;
        }
        json["terminating"] = (long)Terminating;
        var uncounted = new JsonObject();
        if (UncountedSucceeded.Count > 0)
        {
            uncounted["succeeded"] = new JsonArray([.. UncountedSucceeded.Select(u => (JsonNode)u)]);
        }
        if (UncountedFailed.Count > 0)
        {
            uncounted["failed"] = new JsonArray([.. UncountedFailed.Select(u => (JsonNode)u)]);
        }
        json["uncountedTerminatedPods"] = uncounted;
        json["ready"] = (long)Ready;
        return json;
    }

    private static JsonObject ToJson(V1JobCondition c) =>
        new()
        {
            ["type"] = c.Type,
            ["status"] = c.Status,
            ["lastProbeTime"] = ((DateTimeOffset?)c.LastProbeTime)?.Rfc3339(),
            ["lastTransitionTime"] = ((DateTimeOffset?)c.LastTransitionTime)?.Rfc3339(),
            ["reason"] = c.Reason,
            ["message"] = c.Message,
        };
}
