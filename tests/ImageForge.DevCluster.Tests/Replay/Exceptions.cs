namespace ImageForge.DevCluster.Tests.Replay;

/// <summary>The recorded exchanges that come out differently, with the reason.</summary>
internal static class Exceptions
{
    private const string FewerResources = "the list names resources that the development cluster does not serve";
    private const string Cut = "most of the recorded answer was cut";
    private const string OtherRecordings = "objects of other recordings are in the list";

    private static readonly Dictionary<string, Dictionary<int, string>> All = new()
    {
        ["02-discovery"] = new()
        {
            [0] = "the address is the server's own",
            [1] = FewerResources,
            [7] = FewerResources,
            [8] = FewerResources,
            [21] = FewerResources,
            [22] = FewerResources,
            [35] = "the version is the server's own",
            [40] = FewerResources,
        },
        ["06-get-list"] = new()
        {
            [7] = OtherRecordings,
            [80] = "managedFields were cut from the recording",
            [84] = "refusals come as JSON, not as protobuf",
        },
        ["15-events"] = new()
        {
            [5] = Cut,
            [6] = Cut,
            [23] = Cut,
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
            ["01b-crd-not-yet-established"] = "a definition is served at once; nothing answers 429",
            ["03-openapi"] = "documents are held to what kubectl explains; /openapi/v2 and protobuf are not served",
            ["06b-expired"] = "needs a compacted history; ObjectStoreTests and WatchTests hold the refusals",
            ["07-watch"] = "watches are held by WatchTests, as what happens meanwhile is told in words",
            ["12-garbage-collection-and-namespaces"] = "held by the tests of the controllers",
            ["13-jobs"] = "held by RecordedWorkloadTests",
            ["14-pods-and-logs"] = "held by RecordedWorkloadTests and LogTests",
        };

    public static IReadOnlyDictionary<int, string> Of(string recording) =>
        All.GetValueOrDefault(recording) ?? new Dictionary<int, string>();
}
