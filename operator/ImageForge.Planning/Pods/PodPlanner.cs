using System.Globalization;
using System.Text.Json;
using ImageForge.Api.Common;
using ImageForge.Api.Core;
using ImageForge.Contracts;
using ImageForge.Contracts.Plans;
using ImageForge.Planning.Naming;
using ImageForge.Planning.Resolving;

namespace ImageForge.Planning.Pods;

/// <summary>Turns a run plan into the ConfigMap and the Job that carry it out.</summary>
public static class PodPlanner
{
    /// <summary>Name of the runner's container.</summary>
    public const string Container = "runner";

    /// <summary>The one key of a plan's ConfigMap.</summary>
    public const string PlanFile = "plan.json";

    /// <summary>Where the runner answers <c>/progress</c> and <c>/healthz</c>.</summary>
    public const int ProgressPort = 8080;

    private const string PlanFolder = "/etc/imageforge";
    private const string Workspace = "/workspace";
    private const long User = 65532;

    /// <summary>The immutable ConfigMap that holds the plan.</summary>
    public static ConfigMap ConfigMap(RunPlan plan, OwnerReference owner) =>
        new()
        {
            Metadata = Metadata(plan, owner),
            Immutable = true,
            Data = new Dictionary<string, string>
            {
                [PlanFile] = JsonSerializer.Serialize(plan, ContractsJson.Default.RunPlan),
            },
        };

    /// <summary>The plan that a ConfigMap holds, or null when it holds none that this version reads.</summary>
    public static RunPlan? ReadPlan(ConfigMap map)
    {
        if (map.Data?.TryGetValue(PlanFile, out var json) != true || json is null)
        {
            return null;
        }

        try
        {
            var plan = JsonSerializer.Deserialize(json, ContractsJson.Default.RunPlan);
            return plan?.Version == RunPlan.CurrentVersion ? plan : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>
    /// The Job that runs the plan: created once and never written again, since Kueue and Kubernetes own parts of it from then
    /// on. It has no TTL of its own: whoever reads the result deletes it.
    /// </summary>
    public static Job Job(RunPlan plan, OwnerReference owner, PodNeeds needs, OperatorDefaults defaults)
    {
        var metadata = Metadata(plan, owner);
        var labels = metadata.Labels!;
        var queue = needs.Runner?.QueueName ?? defaults.QueueName;
        return new Job
        {
            Metadata = queue is null
                ? metadata
                : metadata with
                {
                    Labels = new Dictionary<string, string>(labels) { [Labels.KueueQueue] = queue },
                },
            Spec = new JobSpec
            {
                Parallelism = 1,
                Completions = 1,
                BackoffLimit = needs.Runner?.Retries ?? defaults.Retries,
                ActiveDeadlineSeconds = needs.Runner?.ActiveDeadlineSeconds ?? defaults.ActiveDeadlineSeconds,
                PodReplacementPolicy = "Failed",
                PodFailurePolicy = FailurePolicy(),
                Template = new PodTemplateSpec
                {
                    Metadata = new ObjectMeta { Labels = labels },
                    Spec = Pod(metadata.Name!, Places(plan), needs, defaults),
                },
            },
        };
    }

    private static ObjectMeta Metadata(RunPlan plan, OwnerReference owner)
    {
        var delivery = plan.Delivery;
        return new ObjectMeta
        {
            Name = ChildNames.Of(plan),
            Namespace = delivery.Namespace,
            Labels = Labels.ForRun(owner),
            Annotations = new Dictionary<string, string> { [Labels.PlanHash] = plan.PlanHash },
            OwnerReferences = [owner],
        };
    }

    private static PodFailurePolicy FailurePolicy() =>
        new()
        {
            Rules =
            [
                // An eviction is nobody's fault: it neither fails the Job nor uses up a retry, whatever the exit code was.
                new() { Action = "Ignore", OnPodConditions = [new() { Type = "DisruptionTarget", Status = "True" }] },
                new()
                {
                    Action = "FailJob",
                    OnExitCodes = new()
                    {
                        ContainerName = Container,
                        Operator = "In",
                        Values = [(int)ExitCode.BadInput, (int)ExitCode.Refused],
                    },
                },
            ],
        };

    private static PodSpec Pod(string configMap, string[] places, PodNeeds needs, OperatorDefaults defaults) =>
        new()
        {
            RestartPolicy = "Never",
            AutomountServiceAccountToken = false,
            EnableServiceLinks = false,
            TerminationGracePeriodSeconds = 30,
            SecurityContext = new()
            {
                RunAsNonRoot = true,
                RunAsUser = User,
                RunAsGroup = User,
                FsGroup = User,
                FsGroupChangePolicy = "OnRootMismatch",
                SeccompProfile = new() { Type = "RuntimeDefault" },
            },
            ImagePullSecrets =
                defaults.ImagePullSecrets.Count == 0
                    ? null
                    : [.. defaults.ImagePullSecrets.Select(name => new LocalObjectReference { Name = name })],
            NodeSelector = needs.Runner?.NodeSelector,
            Tolerations = needs.Runner?.Tolerations,
            PriorityClassName = needs.Runner?.PriorityClassName,
            RuntimeClassName = needs.Runner?.RuntimeClassName,
            Containers = [RunnerContainer(places, needs, defaults)],
            Volumes =
            [
                new()
                {
                    Name = "plan",
                    ConfigMap = new() { Name = configMap },
                },
                new() { Name = "workspace", EmptyDir = new() },
                .. needs.Claim is null
                    ? Array.Empty<Volume>()
                    :
                    [
                        new()
                        {
                            Name = "store",
                            PersistentVolumeClaim = new() { ClaimName = needs.Claim },
                        },
                    ],
                .. places.Select(InputVolume),
            ],
        };

    private static Container RunnerContainer(string[] places, PodNeeds needs, OperatorDefaults defaults) =>
        new()
        {
            Name = Container,
            Image = defaults.RunnerImage,
            Args = ["--plan", $"{PlanFolder}/{PlanFile}"],
            Env = Environment(places, needs),
            Ports = [new() { Name = "progress", ContainerPortNumber = ProgressPort }],
            Resources = Resources(needs.Runner, defaults),
            TerminationMessagePath = "/dev/termination-log",
            TerminationMessagePolicy = "File",
            SecurityContext = new()
            {
                AllowPrivilegeEscalation = false,
                ReadOnlyRootFilesystem = true,
                Capabilities = new() { Drop = ["ALL"] },
            },
            VolumeMounts =
            [
                new()
                {
                    Name = "plan",
                    MountPath = PlanFolder,
                    ReadOnly = true,
                },
                new() { Name = "workspace", MountPath = Workspace },
                .. needs.Claim is null
                    ? Array.Empty<VolumeMount>()
                    : [new() { Name = "store", MountPath = StorageResolver.ClaimMount }],
                .. places.Select(
                    (_, i) =>
                        new VolumeMount
                        {
                            Name = InputName(i),
                            MountPath = InputFolder(i),
                            ReadOnly = true,
                        }
                ),
            ],
        };

    /// <summary>The ConfigMaps and claims that images of the plan come from.</summary>
    private static string[] Places(RunPlan plan) =>
        [
            .. PlanImages
                .Of(plan.Work)
                .Select(image => InputMounts.PlaceOf(image.Uri))
                .OfType<string>()
                .Distinct(StringComparer.Ordinal)
                .Order(StringComparer.Ordinal),
        ];

    private static Volume InputVolume(string place, int index) =>
        place.StartsWith(InputMounts.ConfigMap, StringComparison.Ordinal)
            ? new()
            {
                Name = InputName(index),
                // A picture without one of its images is better than a pod that never starts.
                ConfigMap = new() { Name = place[InputMounts.ConfigMap.Length..], Optional = true },
            }
            : new()
            {
                Name = InputName(index),
                PersistentVolumeClaim = new() { ClaimName = place[InputMounts.Claim.Length..], ReadOnly = true },
            };

    private static string InputName(int index) => string.Create(CultureInfo.InvariantCulture, $"input-{index}");

    private static string InputFolder(int index) => string.Create(CultureInfo.InvariantCulture, $"/inputs/{index}");

    private static List<EnvVar> Environment(string[] places, PodNeeds needs)
    {
        List<EnvVar> environment =
        [
            Field("POD_NAME", "metadata.name"),
            Field("POD_UID", "metadata.uid"),
            Field("POD_IP", "status.podIP"),
            Value("IMAGEFORGE_PROGRESS_PORT", ProgressPort.ToString(CultureInfo.InvariantCulture)),
            // The only writable place below a read-only root.
            Value("HOME", Workspace),
            Value("TMPDIR", Workspace),
            .. places.Select(
                (place, i) =>
                    Value(InputMounts.Variable + i.ToString(CultureInfo.InvariantCulture), $"{place}={InputFolder(i)}")
            ),
        ];
        if (needs.StoreSecret is { } secret)
        {
            environment.AddRange(StoreCredentials.Select(c => Secret(c.Name, secret, c.Optional)));
        }

        return environment;
    }

    /// <summary>Keys of a store's Secret; S3 clients look for variables of the same names.</summary>
    private static readonly (string Name, bool Optional)[] StoreCredentials =
    [
        ("AWS_ACCESS_KEY_ID", false),
        ("AWS_SECRET_ACCESS_KEY", false),
        ("AWS_SESSION_TOKEN", true),
    ];

    private static ResourceRequirements? Resources(RunnerSpec? runner, OperatorDefaults defaults)
    {
        var requests = Amounts(runner?.Resources?.Requests) ?? new(defaults.Requests);
        var limits = Amounts(runner?.Resources?.Limits) ?? new(defaults.Limits);
        if (runner?.Gpu is { Count: > 0 } gpu)
        {
            // Extended resources cannot be overcommitted: the limit is the request.
            limits[gpu.ResourceName ?? defaults.GpuResource] = gpu.Count.ToString(CultureInfo.InvariantCulture);
        }

        return requests.Count + limits.Count == 0
            ? null
            : new() { Requests = requests.Count == 0 ? null : requests, Limits = limits.Count == 0 ? null : limits };
    }

    private static Dictionary<string, string>? Amounts(IReadOnlyDictionary<string, Quantity>? amounts) =>
        amounts?.ToDictionary(a => a.Key, a => a.Value.Value, StringComparer.Ordinal);

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
