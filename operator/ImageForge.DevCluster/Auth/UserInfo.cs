namespace ImageForge.DevCluster.Auth;

/// <summary>Who makes a request.</summary>
internal sealed record UserInfo(string Name, string Uid, IReadOnlyList<string> Groups)
{
    public const string Masters = "system:masters";

    /// <summary>Extra facts about the credential, such as its id.</summary>
    public IReadOnlyDictionary<string, string> Extra { get; init; } = new Dictionary<string, string>();

    public static UserInfo Anonymous { get; } = new("system:anonymous", "", ["system:unauthenticated"]);

    public static UserInfo Admin { get; } = new("admin", "admin", [Masters, "system:authenticated"]);
}
