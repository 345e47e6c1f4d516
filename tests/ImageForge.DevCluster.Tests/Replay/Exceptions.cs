namespace ImageForge.DevCluster.Tests.Replay;

/// <summary>The recorded exchanges that come out differently, with the reason.</summary>
internal static class Exceptions
{
    private const string FewerResources = "the list names resources that the development cluster does not serve";

    private static readonly Dictionary<string, Dictionary<int, string>> All = new()
    {
        ["01b-crd-not-yet-established"] = new()
        {
            [1] = "a definition is served from the moment it is stored: nobody is told to wait for its storage",
            [4] = "what is defined goes with its definition at once, not a fifth of a second later",
        },
        ["02-discovery"] = new()
        {
            [1] = FewerResources,
            [7] = FewerResources,
            [8] = FewerResources,
            [21] = FewerResources,
            [22] = FewerResources,
            [35] = "the version is the server's own",
            [40] = FewerResources,
        },
        ["06-get-list"] = new() { [84] = "refusals come as JSON, not as protobuf" },
        ["07-watch"] = new() { [29] = "objects are not written as protobuf; the answer says so (406)" },
        ["13-jobs"] = new()
        {
            [32] = "a process without a handler ends by TERM at once: it is not the first of a namespace of its own",
            [44] = "the message quotes the template, not the server's own structures in Go",
        },
        ["14-pods-and-logs"] = new()
        {
            [29] = "containers that start and end together are told one by one",
            [36] = "memory is not limited: processes of this machine are not killed for it",
            [39] = "the message ends without a comparison of the server's own structures in Go",
        },
        ["16-lease"] = new()
        {
            [9] = "refused in fewer words, as 400",
            [10] = "refused in fewer words, as 400",
            [11] = "refused in fewer words, as 400",
        },
        ["17-auth"] = new() { [32] = "rules are not listed; the answer says so (501)" },
    };

    /// <summary>The recordings that are not replayed request by request, with the reason.</summary>
    public static IReadOnlyDictionary<string, string> NotReplayed { get; } =
        new Dictionary<string, string>
        {
            ["03-openapi"] = "documents are held to what kubectl explains; /openapi/v2 and protobuf are not served",
        };

    public static IReadOnlyDictionary<int, string> Of(string recording) =>
        All.GetValueOrDefault(recording) ?? new Dictionary<int, string>();
}
