using System.Globalization;
using ImageForge.Api.Core;
using ImageForge.Contracts.Networks;
using ImageForge.Contracts.Plans;

namespace ImageForge.Planning.Pods;

/// <summary>Environment variables of the runner: identity, writable paths, input and model mounts, credentials.</summary>
internal static class PodEnvironment
{
    // Keys of a Secret with S3 credentials; S3 clients look for variables of the same names.
    private const string AccessKeyId = "AWS_ACCESS_KEY_ID";
    private const string SecretAccessKey = "AWS_SECRET_ACCESS_KEY";
    private const string SessionToken = "AWS_SESSION_TOKEN";

    public static IReadOnlyList<EnvVar> Of(
        PodInputs inputs,
        PodModels models,
        PodNeeds needs,
        OperatorDefaults defaults
    ) =>
        [
            Field("POD_NAME", "metadata.name"),
            Field("POD_UID", "metadata.uid"),
            Field("POD_IP", "status.podIP"),
            Value("IMAGEFORGE_PROGRESS_PORT", PodPlanner.ProgressPort.ToString(CultureInfo.InvariantCulture)),
            // The only writable place below a read-only root.
            Value("HOME", RunnerPod.Workspace),
            Value("TMPDIR", RunnerPod.Workspace),
            .. inputs.Environment,
            .. defaults.AllowInputCidrs.Count == 0
                ? Array.Empty<EnvVar>()
                : [Value(AddressKinds.AllowVariable, string.Join(',', defaults.AllowInputCidrs))],
            .. needs.StoreSecret is { } secret ? StoreCredentials(secret) : [],
            .. models.Environment,
            .. PodHardware.Environment(needs.Runner, defaults),
        ];

    /// <summary>A model's own credentials.</summary>
    public static IReadOnlyList<EnvVar> ModelCredentials(string secret) =>
        [
            Secret(ModelVariables.AccessKeyId, secret, AccessKeyId),
            Secret(ModelVariables.SecretAccessKey, secret, SecretAccessKey),
            Secret(ModelVariables.SessionToken, secret, SessionToken, optional: true),
        ];

    private static IReadOnlyList<EnvVar> StoreCredentials(string secret) =>
        [
            Secret(AccessKeyId, secret, AccessKeyId),
            Secret(SecretAccessKey, secret, SecretAccessKey),
            Secret(SessionToken, secret, SessionToken, optional: true),
        ];

    public static EnvVar Value(string name, string value) => new() { Name = name, Value = value };

    private static EnvVar Field(string name, string path) =>
        new()
        {
            Name = name,
            ValueFrom = new() { FieldRef = new() { FieldPath = path } },
        };

    private static EnvVar Secret(string name, string secret, string key, bool optional = false) =>
        new()
        {
            Name = name,
            ValueFrom = new()
            {
                SecretKeyRef = new()
                {
                    Name = secret,
                    Key = key,
                    Optional = optional ? true : null,
                },
            },
        };
}
