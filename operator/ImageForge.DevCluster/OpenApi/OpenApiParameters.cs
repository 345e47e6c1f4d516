using System.Text.Json.Nodes;

namespace ImageForge.DevCluster.OpenApi;

/// <summary>The parameters of requests. kubectl looks here whether the server knows <c>fieldValidation</c>.</summary>
internal static class OpenApiParameters
{
    private static readonly Dictionary<string, (string Type, string Description)> Query = new()
    {
        ["allowWatchBookmarks"] = ("boolean", "Whether a watch may send events of type BOOKMARK."),
        ["continue"] = ("string", "The token of an earlier page, to get the next one."),
        ["dryRun"] = ("string", "All: check everything and store nothing."),
        ["fieldManager"] = ("string", "Who makes the change; required for server-side apply."),
        ["fieldSelector"] = ("string", "Only objects whose fields match."),
        ["fieldValidation"] = (
            "string",
            "What is done about unknown and duplicate fields: Ignore drops them, Warn warns of them, Strict refuses them."
        ),
        ["force"] = ("boolean", "Whether an apply takes over fields that others manage."),
        ["gracePeriodSeconds"] = ("integer", "Seconds to wait before the object is removed; 0 removes it at once."),
        ["labelSelector"] = ("string", "Only objects whose labels match."),
        ["limit"] = ("integer", "The most items that a page has."),
        ["orphanDependents"] = ("boolean", "Deprecated: use propagationPolicy."),
        ["pretty"] = ("string", "If true, the answer is indented."),
        ["propagationPolicy"] = ("string", "What happens to dependents: Orphan, Background or Foreground."),
        ["resourceVersion"] = ("string", "How recent the answer must be."),
        ["resourceVersionMatch"] = ("string", "How resourceVersion is meant: Exact or NotOlderThan."),
        ["sendInitialEvents"] = ("boolean", "Whether a watch begins with what exists."),
        ["timeoutSeconds"] = ("integer", "Seconds after which the request ends."),
        ["watch"] = ("boolean", "Whether changes follow as a stream."),
    };

    public static IReadOnlyList<string> OfLists { get; } =
    [
        "allowWatchBookmarks",
        "continue",
        "fieldSelector",
        "labelSelector",
        "limit",
        "resourceVersion",
        "resourceVersionMatch",
        "sendInitialEvents",
        "timeoutSeconds",
        "watch",
    ];

    public static IReadOnlyList<string> OfWrites { get; } = ["dryRun", "fieldManager", "fieldValidation"];

    public static IReadOnlyList<string> OfPatches { get; } = [.. OfWrites, "force"];

    public static IReadOnlyList<string> OfDeletes { get; } =
    ["dryRun", "gracePeriodSeconds", "orphanDependents", "propagationPolicy"];

    public static JsonArray Of(IEnumerable<string> names) => new([.. names.Select(InQuery)]);

    public static JsonObject InPath(string name, string description) =>
        new()
        {
            ["name"] = name,
            ["in"] = "path",
            ["description"] = description,
            ["required"] = true,
            ["schema"] = new JsonObject { ["type"] = "string", ["uniqueItems"] = true },
        };

    private static JsonNode InQuery(string name) =>
        new JsonObject
        {
            ["name"] = name,
            ["in"] = "query",
            ["description"] = Query[name].Description,
            ["schema"] = new JsonObject { ["type"] = Query[name].Type, ["uniqueItems"] = true },
        };
}
