using System.Text.Json.Nodes;

namespace ImageForge.DevCluster.Tests.Replay;

/// <summary>One recorded request with its answer.</summary>
internal sealed record Exchange(int Index, JsonObject Json)
{
    public string Name => (string?)Json["name"] ?? "";

    public string Note => (string?)Json["note"] ?? "";

    public JsonObject? Request => Json["request"] as JsonObject;

    public JsonObject? Response => Json["response"] as JsonObject;

    public string Method => (string)Request!["method"]!;

    public string Path => (string)Request!["path"]!;

    public string? Header(string name) => (string?)Request!["headers"]?[name];

    /// <summary>True where the answer is a stream, recorded line by line.</summary>
    public bool IsStream => Response?["bodyLines"] is not null;

    public int Status => (int)Response!["status"]!;
}
