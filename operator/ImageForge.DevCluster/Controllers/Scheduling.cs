using System.Globalization;
using System.Text.Json.Nodes;
using ImageForge.Api.Common;

namespace ImageForge.DevCluster.Controllers;

/// <summary>Whether the node can take a pod; pure.</summary>
internal static class Scheduling
{
    /// <summary>
    /// Null when the pod fits; otherwise why not, as the scheduler words it. A pod fits when the node has the labels of
    /// its nodeSelector and enough of every requested resource is left by the pods that are on it.
    /// </summary>
    public static string? Refusal(JsonObject pod, JsonObject node, IReadOnlyCollection<JsonObject> running)
    {
        var reasons = new List<string>();
        var labels = node.Map("metadata", "labels").ToDictionary(l => l.Key, l => l.Value);
        if (pod.Map("spec", "nodeSelector").Any(s => labels.GetValueOrDefault(s.Key) != s.Value))
        {
            reasons.Add("1 node(s) didn't match Pod's node affinity/selector");
        }
        if (running.Count + 1 > QuantityText.Parse(node.Text("status", "allocatable", "pods")))
        {
            reasons.Add("1 Too many pods");
        }
        foreach (var (resource, asked) in Requests(pod))
        {
            var used = running.Sum(p => Requests(p).GetValueOrDefault(resource));
            if (used + asked > QuantityText.Parse(node.Text("status", "allocatable", resource)))
            {
                reasons.Add($"1 Insufficient {resource}");
            }
        }
        if (reasons.Count == 0)
        {
            return null;
        }
        var why = string.Join(", ", reasons);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"0/1 nodes are available: {why}. no new claims to deallocate, preemption: 0/1 nodes are available: 1 Preemption is not helpful for scheduling."
        );
    }

    // The containers' sum, or the largest init container where that is more: they do not run together.
    private static Dictionary<string, decimal> Requests(JsonObject pod)
    {
        var sum = new Dictionary<string, decimal>();
        foreach (var container in pod.Items("spec", "containers"))
        {
            foreach (var (resource, amount) in Asked(container))
            {
                sum[resource] = sum.GetValueOrDefault(resource) + amount;
            }
        }
        foreach (var container in pod.Items("spec", "initContainers"))
        {
            foreach (var (resource, amount) in Asked(container))
            {
                sum[resource] = Math.Max(sum.GetValueOrDefault(resource), amount);
            }
        }
        return sum;
    }

    // A limit without a request is the request.
    private static IEnumerable<KeyValuePair<string, decimal>> Asked(JsonObject container) =>
        container
            .Map("resources", "limits")
            .Concat(container.Map("resources", "requests"))
            .GroupBy(r => r.Key, r => r.Value)
            .Select(g => KeyValuePair.Create(g.Key, QuantityText.Parse(g.Last())))
            .Where(r => r.Value > 0);
}
