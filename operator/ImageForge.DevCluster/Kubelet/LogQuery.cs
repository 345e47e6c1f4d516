using System.Globalization;
using System.Text.Json.Nodes;
using ImageForge.DevCluster.Storage;

namespace ImageForge.DevCluster.Kubelet;

/// <summary>What of a log is asked for (core/v1 PodLogOptions).</summary>
internal sealed record LogQuery
{
    /// <summary>The container; may be left out where the pod has only one.</summary>
    public string? Container { get; init; }

    /// <summary>Go on with what is added, until the container ends.</summary>
    public bool Follow { get; init; }

    /// <summary>The run before the current one.</summary>
    public bool Previous { get; init; }

    /// <summary>Put the time before each line.</summary>
    public bool Timestamps { get; init; }

    /// <summary>Only so many lines from the end.</summary>
    public long? TailLines { get; init; }

    /// <summary>At most so many bytes.</summary>
    public long? LimitBytes { get; init; }

    /// <summary>Only what is at most so many seconds old.</summary>
    public long? SinceSeconds { get; init; }

    /// <summary>Only what came at this time or later.</summary>
    public DateTimeOffset? SinceTime { get; init; }

    /// <summary>Reads the query of a request.</summary>
    /// <param name="pod">The pod's name, for the wording of refusals.</param>
    /// <param name="parameter">The value of a parameter of the query; null when it is not there.</param>
    /// <exception cref="ApiError">BadRequest or Invalid, as Kubernetes words them.</exception>
    public static LogQuery Parse(string pod, Func<string, string?> parameter)
    {
        if (parameter("stream") is { Length: > 0 } and not "All")
        {
            throw Invalid(pod, "stream", "FieldValueForbidden", "Forbidden: may not be specified");
        }
        var query = new LogQuery
        {
            Container = parameter("container") is { Length: > 0 } container ? container : null,
            Follow = Flag(parameter("follow")),
            Previous = Flag(parameter("previous")),
            Timestamps = Flag(parameter("timestamps")),
            TailLines = Number(parameter("tailLines")),
            LimitBytes = Number(parameter("limitBytes")),
            SinceSeconds = Number(parameter("sinceSeconds")),
            SinceTime = Time(parameter("sinceTime")),
        };
        Require(pod, "tailLines", query.TailLines, 0);
        Require(pod, "limitBytes", query.LimitBytes, 1);
        Require(pod, "sinceSeconds", query.SinceSeconds, 1);
        return query;
    }

    private static void Require(string pod, string field, long? value, long least)
    {
        if (value >= least || value is null)
        {
            return;
        }
        var bound = least == 0 ? "must be greater than or equal to 0" : "must be greater than 0";
        var message = string.Create(CultureInfo.InvariantCulture, $"Invalid value: {value}: {bound}");
        throw Invalid(pod, field, "FieldValueInvalid", message);
    }

    private static bool Flag(string? text) => text is "true" or "1" or "";

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

    private static DateTimeOffset? Time(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }
        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? time
            : throw ApiError.BadRequest(
                $"parsing time \"{text}\" as \"2006-01-02T15:04:05Z07:00\": cannot parse \"{text}\" as \"2006\""
            );
    }

    private static ApiError Invalid(string pod, string field, string reason, string message)
    {
        var details = ApiError.Details(new ResourceId("", "PodLogOptions"), pod);
        details["causes"] = new JsonArray(
            new JsonObject
            {
                ["reason"] = reason,
                ["message"] = message,
                ["field"] = field,
            }
        );
        return ApiError.Make(422, "Invalid", $"PodLogOptions \"{pod}\" is invalid: {field}: {message}", details);
    }
}
