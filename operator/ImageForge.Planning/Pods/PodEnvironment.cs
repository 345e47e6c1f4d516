using System.Globalization;
using ImageForge.Api.Core;

namespace ImageForge.Planning.Pods;

/// <summary>What a runner is told by variables: who it is, where it may write, where its inputs are, and the credentials of its store.</summary>
internal static class PodEnvironment
{
    /// <summary>Keys of a store's Secret; S3 clients look for variables of the same names.</summary>
    private static readonly (string Name, bool Optional)[] StoreCredentials =
    [
        ("AWS_ACCESS_KEY_ID", false),
        ("AWS_SECRET_ACCESS_KEY", false),
        ("AWS_SESSION_TOKEN", true),
    ];

    public static IReadOnlyList<EnvVar> Of(PodInputs inputs, PodNeeds needs) =>
        [
            Field("POD_NAME", "metadata.name"),
            Field("POD_UID", "metadata.uid"),
            Field("POD_IP", "status.podIP"),
            Value("IMAGEFORGE_PROGRESS_PORT", PodPlanner.ProgressPort.ToString(CultureInfo.InvariantCulture)),
            // The only writable place below a read-only root.
            Value("HOME", RunnerPod.Workspace),
            Value("TMPDIR", RunnerPod.Workspace),
            .. inputs.Environment,
            .. needs.StoreSecret is { } secret ? StoreCredentials.Select(c => Secret(c.Name, secret, c.Optional)) : [],
        ];

    private static EnvVar Value(string name, string value) => new() { Name = name, Value = value };

    private static EnvVar Field(string name, string path) =>
        new()
        {
            Name = name,
            ValueFrom = new() { FieldRef = new() { FieldPath = path } },
        };

    private static EnvVar Secret(string name, string secret, bool optional) =>
        new()
        {
            Name = name,
            ValueFrom = new()
            {
                SecretKeyRef = new()
                {
                    Name = secret,
                    Key = name,
                    Optional = optional ? true : null,
                },
            },
        };
}
