using System.Globalization;
using System.Text.Json.Nodes;
using ImageForge.DevCluster.Resources;
using ImageForge.DevCluster.Storage;

namespace ImageForge.DevCluster.Controllers;

/// <summary>Records core/v1 Events; the same thing said again of the same object counts up instead of being added.</summary>
internal sealed class EventRecorder(ObjectStore store, TimeProvider time)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<Said, ObjectKey> _said = [];
    private long _lastStamp;

    /// <summary>Says something about an object, in its namespace (cluster-scoped objects: in <c>default</c>).</summary>
    /// <param name="about">The object.</param>
    /// <param name="source">Who says it.</param>
    /// <param name="type"><c>Normal</c> or <c>Warning</c>.</param>
    /// <param name="reason">One CamelCase word.</param>
    /// <param name="message">A sentence.</param>
    /// <param name="fieldPath">The part of the object, such as <c>spec.containers{main}</c>.</param>
    public void Record(
        JsonObject about,
        EventSource source,
        string type,
        string reason,
        string message,
        string? fieldPath = null
    )
    {
        var ns = about.Namespace() ?? "default";
        if (!NamespaceContent.IsAccepted(store, ns))
        {
            return;
        }
        var said = new Said(about.Uid(), source, type, reason, message, fieldPath);
        lock (_lock)
        {
            if (_said.TryGetValue(said, out var earlier) && CountUp(earlier))
            {
                return;
            }
            var created = store.Create(BuiltinResources.Events, New(about, ns, said));
            _said[said] = created.Key(BuiltinResources.Events);
        }
    }

    /// <summary>Forgets an event that is gone, so that the same is said anew.</summary>
    public void Forget(ObjectKey gone)
    {
        lock (_lock)
        {
            foreach (var said in _said.Where(s => s.Value == gone).Select(s => s.Key).ToList())
            {
                _said.Remove(said);
            }
        }
    }

    private bool CountUp(ObjectKey key) =>
        store.Mutate(
            key,
            e =>
            {
                e["count"] = (e.Number("count") ?? 1) + 1;
                e["lastTimestamp"] = time.GetUtcNow().Rfc3339();
                return e;
            }
        )
            is not null;

    private JsonObject New(JsonObject about, string ns, Said said)
    {
        var now = time.GetUtcNow();
        // Nanoseconds since 1970, as Kubernetes names events; made unique where two fall on one tick.
        var stamp = _lastStamp = Math.Max(_lastStamp + 1, (now - DateTimeOffset.UnixEpoch).Ticks * 100);
        var source = new JsonObject { ["component"] = said.Source.Component };
        if (said.Source.Host is { } host)
        {
            source["host"] = host;
        }
        return new JsonObject
        {
            ["kind"] = "Event",
            ["apiVersion"] = "v1",
            ["metadata"] = new JsonObject
            {
                ["name"] = $"{about.Name()}.{stamp.ToString("x16", CultureInfo.InvariantCulture)}",
                ["namespace"] = ns,
            },
            ["involvedObject"] = about.Reference(said.FieldPath),
            ["reason"] = said.Reason,
            ["message"] = said.Message,
            ["source"] = source,
            ["firstTimestamp"] = now.Rfc3339(),
            ["lastTimestamp"] = now.Rfc3339(),
            ["count"] = 1L,
            ["type"] = said.Type,
            ["eventTime"] = null,
            ["reportingComponent"] = said.Source.Component,
            ["reportingInstance"] = said.Source.Host ?? "",
        };
    }

    private readonly record struct Said(
        string Uid,
        EventSource Source,
        string Type,
        string Reason,
        string Message,
        string? FieldPath
    );
}

/// <summary>Who reports an event.</summary>
/// <param name="Component">Such as <c>job-controller</c>.</param>
/// <param name="Host">The node, where one speaks for it.</param>
internal sealed record EventSource(string Component, string? Host = null);
