using System.Text.Json.Nodes;
using ImageForge.DevCluster.Storage;
using ImageForge.DevCluster.Tests.Recorded;

namespace ImageForge.DevCluster.Tests.Replay;

/// <summary>
/// Compares how objects came along: everything seen must be recorded, in that order and to the same end. Of a Job a
/// fast process may leave a few states unseen, of a pod none.
/// </summary>
internal sealed class ProgressMatcher(Matcher matcher)
{
    private const int JobStatesUnseen = 3;

    public IEnumerable<string> Compare(IReadOnlyList<JsonObject> recorded, IReadOnlyList<JsonObject> seen)
    {
        var (theirs, ours) = (Histories(recorded, State), Histories(seen, State));
        if (theirs.Count != ours.Count)
        {
            yield return $"{ours.Count} objects, recorded {theirs.Count}";
        }
        foreach (var (history, own) in theirs.Zip(ours))
        {
            foreach (var difference in Compare(history, own))
            {
                yield return difference;
            }
        }
        // A finalizer is taken away by another writer than the one that tells the state: which comes first is chance.
        foreach (var (history, own) in Histories(recorded, Holders).Zip(Histories(seen, Holders)))
        {
            var (wanted, found) = (string.Join(", ", history.Select(Holders)), string.Join(", ", own.Select(Holders)));
            if (wanted != found)
            {
                yield return $"held by {found}, recorded {wanted}";
            }
        }
    }

    private IEnumerable<string> Compare(List<JsonObject> recorded, List<JsonObject> seen)
    {
        var isJob = (string?)recorded[0]["object"]?["kind"] == "Job";
        var at = 0;
        foreach (var line in seen)
        {
            var next = recorded.FindIndex(at, l => State(l) == State(line));
            // The real controller looks at pods once a second and may miss that one was ready.
            if (
                next < 0
                && isJob
                && at > 0
                && State(recorded[at - 1])
                    == State(line).Replace("\"ready\":1", "\"ready\":0", StringComparison.Ordinal)
            )
            {
                continue;
            }
            if (next < 0)
            {
                yield return $"not recorded here, after {at}: {State(line)}";
                yield break;
            }
            foreach (var difference in matcher.ComparePart(recorded[next], line, "finalizers"))
            {
                yield return $"state {next}: {difference}";
            }
            at = next + 1;
        }
        if (at < recorded.Count)
        {
            yield return $"ended after {at} of {recorded.Count} recorded states: {State(recorded[^1])}";
        }
        if (recorded.Count - seen.Count > (isJob ? JobStatesUnseen : 0))
        {
            yield return $"{seen.Count} states, recorded {recorded.Count}";
        }
    }

    // The changes of each object; one that left its state as it was counts once.
    private static List<List<JsonObject>> Histories(IEnumerable<JsonObject> lines, Func<JsonObject, string> state)
    {
        var histories = lines.GroupBy(l => ((JsonObject)l["object"]!).Name()).Select(g => g.ToList()).ToList();
        foreach (var history in histories)
        {
            for (var i = history.Count - 1; i > 0; i--)
            {
                if (state(history[i]) == state(history[i - 1]))
                {
                    history.RemoveAt(i);
                }
            }
        }
        return histories;
    }

    private static string State(JsonObject line)
    {
        var o = (JsonObject)line["object"]!;
        return $"{line["type"]} {Stages.Stage(o)} generation {o.Generation()}";
    }

    private static string Holders(JsonObject line) =>
        $"[{string.Join(' ', ((JsonObject)line["object"]!).Finalizers())}]";
}
