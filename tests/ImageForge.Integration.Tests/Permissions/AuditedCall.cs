using System.Text.Json.Nodes;

namespace ImageForge.Integration.Tests.Permissions;

/// <summary>A request that a cluster's audit log tells of.</summary>
internal sealed record AuditedCall(string User, Permission Needed, string Name, int Code, DateTimeOffset At)
{
    public bool IsWrite => Needed.Verb is "create" or "update" or "patch" or "delete" or "deletecollection";

    /// <summary>Reads a log; a watch counts once, requests about no resource do not.</summary>
    public static IReadOnlyList<AuditedCall> Read(string file)
    {
        // The server has it open for writing.
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(stream);
        var text = reader.ReadToEnd();
        return
        [
            .. text[..(text.LastIndexOf('\n') + 1)]
                .Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(line => JsonNode.Parse(line)!)
                .Where(e => e["objectRef"] is not null && ((string)e["verb"]! == "watch") == IsStart(e))
                .Select(Of),
        ];
    }

    private static bool IsStart(JsonNode happened) => (string)happened["stage"]! == "ResponseStarted";

    private static AuditedCall Of(JsonNode happened)
    {
        var about = happened["objectRef"]!;
        var resource = (string)about["resource"]!;
        return new(
            (string)happened["user"]!["username"]!,
            new(
                (string?)about["namespace"],
                (string?)about["apiGroup"] ?? "",
                about["subresource"] is { } subresource ? $"{resource}/{subresource}" : resource,
                (string)happened["verb"]!
            ),
            (string?)about["name"] ?? "",
            (int)happened["responseStatus"]!["code"]!,
            DateTimeOffset.Parse((string)happened["requestReceivedTimestamp"]!, null)
        );
    }
}
