using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ImageForge.DevCluster.Tests.Recorded;

namespace ImageForge.DevCluster.Tests.Replay;

/// <summary>
/// Compares answers with recorded ones. What a server makes up (uids, versions, times, generated names, ages) is
/// opaque, but learned, so that later requests can name what this server made up instead.
/// </summary>
internal sealed partial class Matcher
{
    private readonly Dictionary<string, string> _learned = [];
    private string[] _ignored = [];
    private bool _insideCut;
    private bool _isPart;

    /// <summary>A recorded text with everything learned put in.</summary>
    public string Translate(string text)
    {
        foreach (var (recorded, ours) in _learned.OrderByDescending(p => p.Key.Length))
        {
            if (recorded.Length > 6)
            {
                text = text.Replace(recorded, ours, StringComparison.Ordinal);
            }
        }
        return VersionField()
            .Replace(
                text,
                m => m.Groups[1].Value + _learned.GetValueOrDefault("rv:" + m.Groups[2].Value, m.Groups[2].Value)
            );
    }

    public void Learn(string recorded, string ours) => _learned[recorded] = ours;

    /// <summary>The differences, as sentences.</summary>
    /// <param name="recorded">The recorded document.</param>
    /// <param name="actual">The document that came.</param>
    /// <param name="ignored">Fields that were cut throughout the recording.</param>
    public List<string> Compare(JsonNode? recorded, JsonNode? actual, params string[] ignored)
    {
        _ignored = ignored;
        var differences = new List<string>();
        Compare(recorded, actual, "", differences);
        return differences;
    }

    /// <summary>As <see cref="Compare(JsonNode, JsonNode, string[])"/>, for a record of which only a part was kept.</summary>
    public List<string> ComparePart(JsonNode? recorded, JsonNode? actual, params string[] ignored)
    {
        _isPart = true;
        var differences = Compare(recorded, actual, ignored);
        _isPart = false;
        return differences;
    }

    /// <summary>As <see cref="Compare(JsonNode, JsonNode, string[])"/>, of lists only what is in both of them.</summary>
    public List<string> CompareCommon(JsonNode? recorded, JsonNode? actual, params string[] ignored) =>
        Compare(Common(recorded, actual, ""), Common(actual, recorded, ""), ignored);

    private static JsonNode? Common(JsonNode? node, JsonNode? other, string name) =>
        (node, other) switch
        {
            (JsonObject o, JsonObject others) => new JsonObject(
                o.Where(p => name is not ("paths" or "schemas") || others.ContainsKey(p.Key))
                    .Select(p => KeyValuePair.Create(p.Key, Common(p.Value, others[p.Key], p.Key)))
            ),
            (JsonArray list, JsonArray others) when list.Concat(others).All(i => Key(i).Length > 0) => new JsonArray([
                .. list.Select(i => (Item: i, Other: others.FirstOrDefault(o => Key(o) == Key(i))))
                    .Where(i => i.Other is not null)
                    .Select(i => Common(i.Item, i.Other, "")),
            ]),
            _ => node?.DeepClone(),
        };

    // What an entry of a list of what is served is called; empty for other lists.
    private static string Key(JsonNode? item) =>
        item switch
        {
            JsonObject o => (string?)(
                o["name"] ?? o["resource"] ?? o["subresource"] ?? o["metadata"]?["name"] ?? o["version"]
            ) ?? (o["versions"] is null ? "" : "core"),
            JsonValue v when v.TryGetValue<string>(out var text) && text[0] is '/' or '…' => text,
            _ => "",
        };

    private void Compare(JsonNode? recorded, JsonNode? actual, string path, List<string> differences)
    {
        switch (recorded, actual)
        {
            case (JsonObject r, JsonObject a):
                LearnFrom(r, a);
                // What is cut below an object's metadata is the rest of the object.
                var isCut =
                    _isPart
                    || IsCut(r)
                    || IsCut(r["metadata"])
                    || path.EndsWith(".metadata", StringComparison.Ordinal) && _insideCut;
                _insideCut = IsCut(r);
                foreach (var (name, value) in r)
                {
                    // Columns are described in this project's own words.
                    if (
                        name.StartsWith('…')
                        || isCut && value is null
                        || _ignored.Contains(name)
                        || IsMachine(name, path)
                        || name == "description" && path.Contains("columnDefinitions", StringComparison.Ordinal)
                    )
                    {
                        continue;
                    }
                    if (!a.ContainsKey(name))
                    {
                        differences.Add($"{path}.{name}: missing, recorded {Show(value)}");
                    }
                    else
                    {
                        Compare(value, a[name], $"{path}.{name}", differences);
                    }
                }
                if (!isCut)
                {
                    foreach (
                        var (name, value) in a.Where(p =>
                            !r.ContainsKey(p.Key) && !_ignored.Contains(p.Key) && !IsMachine(p.Key, path)
                        )
                    )
                    {
                        differences.Add($"{path}.{name}: not recorded, is {Show(value)}");
                    }
                }
                break;
            case (JsonArray r, JsonArray a):
                // Owners are ordered by their times.
                if (path.EndsWith(".managedFields", StringComparison.Ordinal))
                {
                    (r, a) = (ByOwner(r), ByOwner(a));
                }
                if (path.EndsWith(".causes", StringComparison.Ordinal))
                {
                    (r, a) = (Sorted(r), Sorted(a));
                }
                var cutAt = r.ToList()
                    .FindIndex(i => i?.GetValueKind() == JsonValueKind.String && ((string)i!).StartsWith('…'));
                if (cutAt < 0 && r.Count != a.Count)
                {
                    differences.Add($"{path}: {a.Count} items, recorded {r.Count}: {Show(a)} / {Show(r)}");
                }
                for (var i = 0; i < Math.Min(cutAt < 0 ? r.Count : cutAt, a.Count); i++)
                {
                    Compare(r[i], a[i], $"{path}[{i}]", differences);
                }
                break;
            default:
                var (left, right) = (Text(recorded), Text(actual));
                if (
                    left.StartsWith("\"…", StringComparison.Ordinal)
                    || left.Contains("<certificate>", StringComparison.Ordinal)
                    || left == "\"<jwt>\""
                )
                {
                    break;
                }
                if (Opaque(left) != Opaque(right))
                {
                    differences.Add($"{path}: {right}, recorded {left}");
                }
                break;
        }
    }

    // What a pod's status says of the machine and its images differs from one to the next.
    private static bool IsMachine(string field, string path) =>
        path.Contains(".status", StringComparison.Ordinal) && Stages.MachineFields.Contains(field);

    private static bool IsCut(JsonNode? node) => node is JsonObject o && o.Any(p => p.Key.StartsWith('…'));

    // The server finds violations in no fixed order.
    private JsonArray Sorted(JsonArray array) =>
        new([.. array.Select(i => i?.DeepClone()).OrderBy(i => Opaque(Text(i)), StringComparer.Ordinal)]);

    private static JsonArray ByOwner(JsonArray array) =>
        new([
            .. array
                .Select(i => i?.DeepClone())
                .OrderBy(
                    i =>
                        $"{(i as JsonObject)?["manager"]} {(i as JsonObject)?["operation"]} {(i as JsonObject)?["subresource"]}",
                    StringComparer.Ordinal
                ),
        ]);

    private void LearnFrom(JsonObject r, JsonObject a)
    {
        foreach (var field in (string[])["uid", "resourceVersion", "continue", "name"])
        {
            if (r[field]?.GetValueKind() != JsonValueKind.String || a[field]?.GetValueKind() != JsonValueKind.String)
            {
                continue;
            }
            var (recorded, ours) = ((string)r[field]!, (string)a[field]!);
            if (field == "name" && r["generateName"] is null)
            {
                continue;
            }
            if (recorded == ours || recorded.Length == 0)
            {
                continue;
            }
            _learned[field == "resourceVersion" ? "rv:" + recorded : recorded] = ours;
        }
    }

    private string Opaque(string text)
    {
        foreach (var (recorded, ours) in _learned)
        {
            if (recorded.Length > 6)
            {
                text = text.Replace(recorded, ours, StringComparison.Ordinal);
            }
        }
        text = Address().Replace(text, "\"<address>\"");
        text = Hint().Replace(text, "");
        text = Hash().Replace(text, "<hash>");
        text = Uid().Replace(text, "<uid>");
        text = Time().Replace(text, "<time>");
        text = Age().Replace(text, "\"<age>\"");
        text = Version().Replace(text, "\"<number>\"");
        text = ContinueToken().Replace(text, "<continue>");
        text = GeneratedName().Replace(text, "$1<generated>");
        text = TooOld().Replace(text, "$1<number> (<number>)");
        text = Numbers().Replace(text, "$1<number>");
        return text.Contains(" is invalid: [", StringComparison.Ordinal)
            ? string.Join(
                ", ",
                text.Replace("]\"", ", ]\"", StringComparison.Ordinal)
                    .Replace(": [", ": [, ", StringComparison.Ordinal)
                    .Split(", ")
                    .Order(StringComparer.Ordinal)
            )
            : text;
    }

    private static string Text(JsonNode? node) => node?.ToJsonString(Http.JsonText.Options) ?? "null";

    private static string Show(JsonNode? node) => Text(node) is { Length: > 200 } text ? text[..200] + "…" : Text(node);

    [GeneratedRegex("^\"\\d+\\.\\d+\\.\\d+\\.\\d+(:\\d+)?\"$")]
    private static partial Regex Address();

    // What the development cluster adds to a message, so that its user knows what to do.
    [GeneratedRegex("; the development cluster.*(?=\"$)")]
    private static partial Regex Hint();

    [GeneratedRegex("[0-9A-F]{128}")]
    private static partial Regex Hash();

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")]
    private static partial Regex Uid();

    [GeneratedRegex(@"20(2[6-9]|[3-9]\d)-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z")]
    private static partial Regex Time();

    [GeneratedRegex("^\"(\\d+[smhdy])+\"$")]
    private static partial Regex Age();

    [GeneratedRegex("^\"\\d+\"$")]
    private static partial Regex Version();

    [GeneratedRegex("eyJ2Ijoi[A-Za-z0-9_-]+")]
    private static partial Regex ContinueToken();

    [GeneratedRegex(@"(\bBad_|\bgen-|\bsubject\.)[bcdfghjklmnpqrstvwxz2456789]{5}\b")]
    private static partial Regex GeneratedName();

    [GeneratedRegex("""(resource version: |current: |in record \(|version: \d+ \(|resourceVersion\\*"?: ?\\*")\d+""")]
    private static partial Regex Numbers();

    [GeneratedRegex(@"(too old resource version: )\d+ \(\d+\)")]
    private static partial Regex TooOld();

    [GeneratedRegex("(resourceVersion=|\"resourceVersion\":\\s*\")(\\d+)")]
    private static partial Regex VersionField();
}
