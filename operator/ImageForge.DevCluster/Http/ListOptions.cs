using System.Globalization;
using ImageForge.Api.Common;
using ImageForge.DevCluster.Http.Selectors;
using ImageForge.DevCluster.Schema;
using ImageForge.DevCluster.Storage;

namespace ImageForge.DevCluster.Http;

/// <summary>The options of a list or watch.</summary>
internal sealed record ListOptions
{
    public required LabelSelector Labels { get; init; }
    public required FieldSelector Fields { get; init; }

    /// <summary>As sent; empty for none.</summary>
    public string Version { get; init; } = "";
    public string VersionMatch { get; init; } = "";
    public long Limit { get; init; }
    public string Continue { get; init; } = "";
    public bool? SendInitialEvents { get; init; }
    public bool AllowBookmarks { get; init; }
    public TimeSpan? Timeout { get; init; }

    public bool SelectsAll => Labels.IsEmpty && Fields.IsEmpty;

    public bool Selects(System.Text.Json.Nodes.JsonObject o) => Labels.Matches(o) && Fields.Matches(o);

    /// <exception cref="ApiError">BadRequest, Invalid.</exception>
    public static ListOptions Parse(ApiCall call, bool watch)
    {
        var timeout = Number(call.Query("timeoutSeconds"));
        var options = new ListOptions
        {
            Limit = Number(call.Query("limit")) ?? 0,
            Labels = LabelSelector.Parse(call.Query("labelSelector")),
            Fields = FieldSelector.Parse(call.Query("fieldSelector"), call.Resource.SelectableFields),
            Version = call.Query("resourceVersion") ?? "",
            VersionMatch = call.Query("resourceVersionMatch") ?? "",
            Continue = call.Query("continue") ?? "",
            SendInitialEvents = call.Query("sendInitialEvents") is { Length: > 0 } send ? Responses.IsTrue(send) : null,
            AllowBookmarks = Responses.IsTrue(call.Query("allowWatchBookmarks")),
            Timeout = timeout is > 0 ? Waits.Seconds(timeout.Value) : null,
        };
        var errors = options.Check(watch).ToList();
        return errors.Count == 0 ? options : throw ApiError.Invalid("meta.k8s.io", "ListOptions", "", errors);
    }

    private IEnumerable<FieldError> Check(bool watch)
    {
        if (watch && SendInitialEvents is null && VersionMatch.Length > 0)
        {
            yield return Match("resourceVersionMatch is forbidden for watch unless sendInitialEvents is provided");
            yield break;
        }
        if (!watch && SendInitialEvents is not null)
        {
            yield return FieldError.Forbidden("sendInitialEvents", "sendInitialEvents is forbidden for list");
        }
        if (SendInitialEvents is not null && watch && VersionMatch != "NotOlderThan")
        {
            yield return Match("sendInitialEvents requires setting resourceVersionMatch to NotOlderThan");
        }
        if (Continue.Length > 0 && (VersionMatch.Length > 0 || watch))
        {
            yield return Match("resourceVersionMatch is forbidden when continue is provided");
            yield break;
        }
        if (VersionMatch.Length == 0 || SendInitialEvents is not null)
        {
            yield break;
        }
        if (Version.Length == 0)
        {
            yield return Match("resourceVersionMatch is forbidden unless resourceVersion is provided");
        }
        if (VersionMatch is not ("Exact" or "NotOlderThan"))
        {
            yield return FieldError.NotSupported("resourceVersionMatch", VersionMatch, ["Exact", "NotOlderThan", ""]);
        }
        if (VersionMatch == "Exact" && Version == "0")
        {
            yield return Match("resourceVersionMatch \"exact\" is forbidden for resourceVersion \"0\"");
        }
    }

    private static FieldError Match(string why) => FieldError.Forbidden("resourceVersionMatch", why);

    private static long? Number(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }
        return long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw ApiError.BadRequest($"strconv.ParseInt: parsing \"{text}\": invalid syntax");
    }
}
