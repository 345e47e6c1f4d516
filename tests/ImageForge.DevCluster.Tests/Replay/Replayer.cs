using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace ImageForge.DevCluster.Tests.Replay;

/// <summary>Sends recorded requests in order to a cluster and compares what comes back.</summary>
internal sealed partial class Replayer(HttpClient client, string token, CancellationToken cancel)
{
    private static readonly string[] ComparedHeaders =
    [
        "Content-Type",
        "Cache-Control",
        "Warning",
        "Retry-After",
        "Vary",
        "Location",
        "X-Content-Type-Options",
    ];

    /// <summary>The last answer to a preparation.</summary>
    public JsonNode? LastPrepared { get; private set; }

    public Matcher Matcher { get; } = new();

    /// <summary>Prepares something that the recording takes for granted.</summary>
    public async Task PrepareAsync(string method, string path, string? body = null, string type = "application/json")
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (body is not null)
        {
            request.Content = Content(body, type);
        }
        using var response = await SendAsync(request);
        var text = await response.Content.ReadAsStringAsync(cancel);
        if (!response.IsSuccessStatusCode)
        {
            throw new InvalidOperationException($"{method} {path}: {(int)response.StatusCode} {text}");
        }
        LastPrepared = JsonNode.Parse(text);
        // A definition goes once nothing of it is left.
        for (var i = 0; method == "DELETE" && path.Contains("definitions/", StringComparison.Ordinal) && i < 50; i++)
        {
            using var look = new HttpRequestMessage(HttpMethod.Get, path);
            using var seen = await SendAsync(look);
            if (seen.StatusCode == System.Net.HttpStatusCode.NotFound)
            {
                break;
            }
            await Task.Delay(50, cancel);
        }
    }

    /// <summary>The differences between the recorded answer and the one that comes.</summary>
    public async Task<List<string>> ReplayAsync(Exchange exchange)
    {
        LearnPreconditions(exchange);
        await LearnSentAsync(exchange);
        using var request = Request(exchange, exchange.Path);
        using var response = await SendAsync(request);
        var text = await response.Content.ReadAsStringAsync(cancel);
        var differences = CompareHead(exchange, response, text);
        if (exchange.Response!["headers"]?["Etag"] is { } tag && response.Headers.ETag is { } ours)
        {
            Matcher.Learn((string)tag!, ours.ToString());
        }
        if (
            exchange.Method == "POST"
            && exchange.Path.EndsWith("/token", StringComparison.Ordinal)
            && response.IsSuccessStatusCode
        )
        {
            LearnToken(text);
        }
        if (differences.Count == 0)
        {
            CompareBody(exchange, text, differences);
        }
        return differences;
    }

    /// <summary>Sends the request of an exchange whose answer is a stream; returns when the head of the answer is there.</summary>
    /// <param name="exchange">The exchange.</param>
    /// <param name="path">Its path, or one to be asked instead.</param>
    public async Task<HttpResponseMessage> OpenAsync(Exchange exchange, string path)
    {
        using var request = Request(exchange, path);
        return await SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }

    /// <summary>The differences in status and headers; <paramref name="text"/> is shown where the status differs.</summary>
    public List<string> CompareHead(Exchange exchange, HttpResponseMessage response, string text)
    {
        var differences = new List<string>();
        if ((int)response.StatusCode != exchange.Status)
        {
            differences.Add(
                $"status {(int)response.StatusCode}, recorded {exchange.Status}: {(text.Length > 600 ? text[..600] : text)}"
            );
        }
        else
        {
            CompareHeaders(exchange, response, differences);
        }
        return differences;
    }

    /// <summary>Fields that are cut throughout the answer of an exchange.</summary>
    public static string[] Cut(Exchange exchange)
    {
        // Described in this project's own words.
        if (exchange.Path.StartsWith("/openapi/", StringComparison.Ordinal))
        {
            return ["description"];
        }
        // A server has a build of its own.
        if (exchange.Path == "/version")
        {
            return ["gitVersion", "gitCommit", "gitTreeState", "buildDate", "goVersion", "compiler", "platform"];
        }
        // Owners are not kept of reviews and token requests, which are answered and forgotten.
        var isReview =
            exchange.Path.EndsWith("reviews", StringComparison.Ordinal)
            || exchange.Path.EndsWith("/token", StringComparison.Ordinal);
        // Of streams, jobs and pods they were cut without a word where they are not there: objects always have them.
        var isCut =
            exchange.Note.Contains("managedFields", StringComparison.Ordinal)
            || (exchange.IsStream || exchange.Path.Contains("/namespaces/jobs/", StringComparison.Ordinal))
                && !exchange.Response!.ToJsonString().Contains("managedFields", StringComparison.Ordinal);
        return isReview || isCut ? ["managedFields"] : [];
    }

    private HttpRequestMessage Request(Exchange exchange, string path)
    {
        var request = new HttpRequestMessage(new HttpMethod(exchange.Method), Matcher.Translate(path));
        foreach (var (name, value) in exchange.Request!["headers"]?.AsObject() ?? [])
        {
            if (name is "Content-Type" or "Accept-Encoding")
            {
                continue;
            }
            if (name == "Authorization")
            {
                Authorize(request, (string)value!);
                continue;
            }
            request.Headers.TryAddWithoutValidation(name, Matcher.Translate((string)value!));
        }
        if (Body(exchange) is { } body)
        {
            request.Content = Content(Matcher.Translate(body), exchange.Header("Content-Type"));
        }
        return request;
    }

    private string Path(Exchange exchange) => Matcher.Translate(exchange.Path);

    private static string? Body(Exchange exchange)
    {
        if (exchange.Request!["bodyText"] is { } text)
        {
            return (string)text!;
        }
        return exchange.Request["body"] is { } body ? Whole(Spaced(body)) : null;
    }

    // The recorder wrote its bodies with blanks after commas and colons; errors quote them.
    private static string Spaced(JsonNode? node) =>
        node switch
        {
            JsonObject o => "{"
                + string.Join(
                    ", ",
                    o.Select(p => $"{JsonValue.Create(p.Key).ToJsonString(Http.JsonText.Options)}: {Spaced(p.Value)}")
                )
                + "}",
            JsonArray a => "[" + string.Join(", ", a.Select(Spaced)) + "]",
            _ => node?.ToJsonString(Http.JsonText.Options) ?? "null",
        };

    // "… cut: 262145 times x" stands for as many.
    private static string Whole(string body) =>
        CutRepetition()
            .Replace(
                body,
                m => new string(m.Groups[2].Value[0], int.Parse(m.Groups[1].Value, CultureInfo.InvariantCulture))
            );

    [GeneratedRegex("… cut: (\\d+) times (.)")]
    private static partial Regex CutRepetition();

    private Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        HttpCompletionOption completion = HttpCompletionOption.ResponseContentRead
    )
    {
        request.Headers.TryAddWithoutValidation("User-Agent", "gold/1.0");
        if (!request.Headers.Contains("Authorization"))
        {
            request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {token}");
        }
        return client.SendAsync(request, completion, cancel);
    }

    private static ByteArrayContent Content(string body, string? type)
    {
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        if (type is not null)
        {
            content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        }
        return content;
    }

    private void Authorize(HttpRequestMessage request, string recorded)
    {
        request.Headers.TryAddWithoutValidation(
            "Authorization",
            recorded == "(none)" ? "none" : Matcher.Translate(recorded)
        );
    }

    private void CompareHeaders(Exchange exchange, HttpResponseMessage response, List<string> differences)
    {
        foreach (var (name, recorded) in exchange.Response!["headers"]?.AsObject() ?? [])
        {
            if (!ComparedHeaders.Contains(name))
            {
                continue;
            }
            var values =
                response.Headers.TryGetValues(name, out var found)
                || response.Content.Headers.TryGetValues(name, out found)
                    ? found.ToList()
                    : [];
            var wanted = recorded is JsonArray list ? list.Select(v => (string)v!).ToList() : [(string)recorded!];
            var (ours, theirs) = (Join(name, values), Matcher.Translate(Join(name, wanted)));
            if (name == "Content-Type")
            {
                ours = ours.Replace("; ", ";", StringComparison.Ordinal)
                    .Replace("plain;", "plain; ", StringComparison.Ordinal);
            }
            if (ours != theirs)
            {
                differences.Add($"header {name}: {ours}, recorded {theirs}");
            }
        }
        if (
            exchange.Response["headers"]?["Warning"] is null
            && response.Headers.TryGetValues("Warning", out var warnings)
        )
        {
            differences.Add($"header Warning: {string.Join(" | ", warnings)}, recorded none");
        }
    }

    private static string Join(string name, IEnumerable<string> values) =>
        string.Join(
            name == "Cache-Control" ? ", " : " | ",
            name == "Cache-Control" ? values.SelectMany(v => v.Split(", ")).Order() : values
        );

    private void CompareBody(Exchange exchange, string text, List<string> differences)
    {
        if (exchange.Response!["bodyText"] is { } recorded)
        {
            var wanted = (string)recorded!;
            if (!wanted.StartsWith('…'))
            {
                differences.AddRange(Matcher.Compare(Lines(wanted), Lines(text)));
            }
            return;
        }
        if (exchange.Response["body"] is not { } body)
        {
            return;
        }
        try
        {
            differences.AddRange(
                IsList(exchange) ? Matcher.CompareCommon(body, JsonNode.Parse(text), Cut(exchange))
                : IsPart(exchange) ? Matcher.ComparePart(body, Shape(body, JsonNode.Parse(text)))
                : Matcher.Compare(body, JsonNode.Parse(text), Cut(exchange))
            );
        }
        catch (JsonException)
        {
            differences.Add($"no JSON: {text}");
        }
    }

    // Preconditions that held name an object which was prepared.
    private void LearnPreconditions(Exchange exchange)
    {
        if (
            (exchange.Request!["body"] as JsonObject)?["preconditions"] is not JsonObject wanted
            || exchange.Status != 200
        )
        {
            return;
        }
        Matcher.Learn((string)wanted["uid"]!, (string)LastPrepared!["metadata"]!["uid"]!);
        Matcher.Learn(
            "rv:" + (string)wanted["resourceVersion"]!,
            (string)LastPrepared["metadata"]!["resourceVersion"]!
        );
    }

    // A PUT of what was read before: its uid and version are those of the object that is there.
    private async Task LearnSentAsync(Exchange exchange)
    {
        var sent = (exchange.Request!["body"] as JsonObject)?["metadata"];
        if (exchange.Method != "PUT" || exchange.Status == 409 || (string?)sent?["uid"] is not { } uid)
        {
            return;
        }
        using var request = new HttpRequestMessage(HttpMethod.Get, Path(exchange));
        using var response = await SendAsync(request);
        if (!response.IsSuccessStatusCode)
        {
            return;
        }
        var current = JsonNode.Parse(await response.Content.ReadAsStringAsync(cancel))!["metadata"]!;
        Matcher.Learn(uid, (string)current["uid"]!);
        if ((string?)sent["deletionTimestamp"] is { } time && (string?)current["deletionTimestamp"] is { } ours)
        {
            Matcher.Learn(time, ours);
        }
        if ((string?)sent["resourceVersion"] is { } version)
        {
            Matcher.Learn("rv:" + version, (string)current["resourceVersion"]!);
        }
    }

    private void LearnToken(string text)
    {
        var answer = JsonNode.Parse(text)!;
        var audience = (string)answer["spec"]!["audiences"]![0]!;
        Matcher.Learn(
            audience == "imageforge" ? "<token with audience imageforge>" : "<token of ServiceAccount nobody>",
            (string)answer["status"]!["token"]!
        );
    }

    // The lists name resources that the development cluster does not serve: those that it does must be as they are there.
    private static bool IsList(Exchange exchange) =>
        exchange.Name
            is "/api aggregated v2"
                or "/apis legacy"
                or "/apis aggregated v2"
                or "resource list of batch/v1"
                or "resource list of core v1"
                or "/ root paths"
                or "/openapi/v3 index"
        || exchange.Path.StartsWith("/openapi/v3/apis/imageforge.dev", StringComparison.Ordinal);

    // Of these answers only a part was kept, without a mark where something is missing.
    private static bool IsPart(Exchange exchange) =>
        exchange.Name.EndsWith(": core/v1 events of the Job", StringComparison.Ordinal)
        || exchange.Name.EndsWith(": Table at the end", StringComparison.Ordinal)
        || exchange.Name
            is "the Pods of that Job 2 s later"
                or "Pods as Table"
                or "as Table, events.k8s.io/v1"
                or "as Table, core/v1"
                or "core/v1 events by involvedObject (as kubectl describe asks)";

    // Of a table with one row, the names of its columns and its cells.
    private static JsonNode? Shape(JsonNode recorded, JsonNode? answer) =>
        recorded["cells"] is null
            ? answer
            : new JsonObject
            {
                ["columnDefinitions"] = new JsonArray([
                    .. answer!["columnDefinitions"]!.AsArray().Select(c => c!["name"]!.DeepClone()),
                ]),
                ["cells"] = answer["rows"]![0]!["cells"]!.DeepClone(),
            };

    private static JsonArray Lines(string text) => new([.. text.Split('\n').Select(l => (JsonNode)l)]);
}
