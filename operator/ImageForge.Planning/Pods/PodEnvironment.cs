using System.Globalization;
using ImageForge.Contracts.Networks;
using ImageForge.Contracts.Plans;
using k8s.Models;

namespace ImageForge.Planning.Pods;

/// <summary>Environment variables of the runner: identity, writable paths, input and model mounts, credentials.</summary>
internal static class PodEnvironment
{
    // Keys of a Secret with S3 credentials; S3 clients look for variables of the same names.
    private const string AccessKeyId = "AWS_ACCESS_KEY_ID";
    private const string SecretAccessKey = "AWS_SECRET_ACCESS_KEY";
    private const string SessionToken = "AWS_SESSION_TOKEN";

    private const string OtlpHeaders = "OTEL_EXPORTER_OTLP_HEADERS";

    /// <param name="job">Name of the Job.</param>
    /// <param name="inputs">Mounted inputs.</param>
    /// <param name="models">Mounted models and their cache.</param>
    /// <param name="needs">The rest of what the run needs.</param>
    /// <param name="defaults">The operator's defaults.</param>
    public static IReadOnlyList<V1EnvVar> Of(
        string job,
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
                ? Array.Empty<V1EnvVar>()
                : [Value(AddressKinds.AllowVariable, string.Join(',', defaults.AllowInputCidrs))],
            .. needs.StoreSecret is { } secret ? StoreCredentials(secret) : [],
            .. models.Environment,
            .. PodHardware.Environment(needs.Runner, defaults),
            .. defaults.Telemetry is { } telemetry ? Telemetry(job, telemetry) : [],
        ];

    /// <summary>A model's own credentials.</summary>
    public static IReadOnlyList<V1EnvVar> ModelCredentials(string secret) =>
        [
            Secret(ModelVariables.AccessKeyId, secret, AccessKeyId),
            Secret(ModelVariables.SecretAccessKey, secret, SecretAccessKey),
            Secret(ModelVariables.SessionToken, secret, SessionToken, optional: true),
        ];

    /// <summary>
    /// OpenTelemetry's own variables. Headers come from a Secret only: everyone who may read pods can read
    /// their environment.
    /// </summary>
    private static IReadOnlyList<V1EnvVar> Telemetry(string job, RunnerTelemetry telemetry) =>
        [
            Value("OTEL_EXPORTER_OTLP_ENDPOINT", telemetry.Endpoint),
            .. telemetry.Protocol is { } protocol
                ? [Value("OTEL_EXPORTER_OTLP_PROTOCOL", protocol)]
                : Array.Empty<V1EnvVar>(),
            .. telemetry.HeadersSecret is { } secret
                ? [Secret(OtlpHeaders, secret, OtlpHeaders, optional: true)]
                : Array.Empty<V1EnvVar>(),
            Field("TRACEPARENT", $"metadata.annotations['{Labels.TraceParent}']"),
            Field("POD_NAMESPACE", "metadata.namespace"),
            Field("NODE_NAME", "spec.nodeName"),
            Value(
                "OTEL_RESOURCE_ATTRIBUTES",
                $"k8s.job.name={job},k8s.container.name={PodPlanner.Container},k8s.namespace.name=$(POD_NAMESPACE),"
                    + "k8s.pod.name=$(POD_NAME),k8s.pod.uid=$(POD_UID),k8s.node.name=$(NODE_NAME),"
                    + "service.namespace=imageforge,service.instance.id=$(POD_UID)"
            ),
        ];

    private static IReadOnlyList<V1EnvVar> StoreCredentials(string secret) =>
        [
            Secret(AccessKeyId, secret, AccessKeyId),
            Secret(SecretAccessKey, secret, SecretAccessKey),
            Secret(SessionToken, secret, SessionToken, optional: true),
        ];

    public static V1EnvVar Value(string name, string value) => new() { Name = name, Value = value };

    private static V1EnvVar Field(string name, string path) =>
        new()
        {
            Name = name,
            ValueFrom = new() { FieldRef = new() { FieldPath = path } },
        };

    private static V1EnvVar Secret(string name, string secret, string key, bool optional = false) =>
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
