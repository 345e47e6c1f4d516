namespace ImageForge.DevCluster.Tests.Replay;

/// <summary>The recorded exchanges that come out differently, with the reason.</summary>
internal static class Exceptions
{
    private const string Protobuf = "documents are not written as protobuf";
    private const string NoYaml = "objects are not written as YAML: kubectl asks for JSON";
    private const string NoMetadata = "PartialObjectMetadata is not served alone: kubectl asks for tables or objects";
    private const string NoReview = "tokens and the access of others are not reviewed: kubectl asks about itself";
    private const string NoSwagger = "OpenAPI v2 declares nothing: kubectl reads v3";

    private static readonly Dictionary<string, Dictionary<int, string>> All = new()
    {
        ["01b-crd-not-yet-established"] = new()
        {
            [1] = "a definition is served from the moment it is stored: nobody is told to wait for its storage",
            [4] = "what is defined goes with its definition at once, not a fifth of a second later",
        },
        ["02-discovery"] = new() { [16] = NoYaml },
        ["03-openapi"] = new()
        {
            [2] = "the title is its own, and the schemas of options and statuses leave out what is not read",
            [6] = Protobuf,
            [11] = "built-in kinds are described by what is known of them, in this project's own words",
            [12] = NoSwagger,
            [13] = NoSwagger,
            [14] = NoSwagger,
        },
        ["04-create"] = new() { [20] = NoYaml },
        ["06-get-list"] = new()
        {
            [79] = NoMetadata,
            [80] = NoMetadata,
            [81] = NoMetadata,
            [82] = NoMetadata,
            [83] = NoYaml,
            [84] = "refusals come as JSON, not as protobuf",
        },
        ["07-watch"] = new()
        {
            [15] = NoMetadata,
            [28] = "refusals come as JSON, not as YAML",
            [29] = "objects are not written as protobuf; the answer says so (406)",
        },
        ["13-jobs"] = new()
        {
            [32] = "a process without a handler ends by TERM at once: it is not the first of a namespace of its own",
            [44] = "the message quotes the template, not the server's own structures in Go",
        },
        ["14-pods-and-logs"] = new()
        {
            [29] = "containers that start and end together are told one by one",
            [36] = "memory is not limited: processes of this machine are not killed for it",
            [38] = "pods are bound by the cluster's own scheduler alone",
            [39] = "the message ends without a comparison of the server's own structures in Go",
        },
        ["17-auth"] = new()
        {
            [32] = "one rule is the recorded distribution's own, for paths that are not served",
            [33] = NoReview,
            [36] = NoReview,
            [37] = NoReview,
            [38] = NoReview,
            [39] = NoReview,
            [40] = NoReview,
            [41] = NoReview,
            [42] = NoReview,
            [43] = NoReview,
            [44] = NoReview,
            [45] = NoReview,
            [46] = NoReview,
            [47] = NoReview,
            [48] = NoReview,
            [56] = NoReview,
        },
    };

    public static IReadOnlyDictionary<int, string> Of(string recording) =>
        All.GetValueOrDefault(recording) ?? new Dictionary<int, string>();
}
