using System.Text;

namespace ImageForge.Operator.Hosting.Configuration;

/// <summary>What an option's field in the configuration file may hold.</summary>
internal enum OptionKind
{
    Text,
    Number,

    /// <summary>True or false; as a flag, no value is true.</summary>
    Switch,

    /// <summary>A list of texts; as a flag, with commas or given again.</summary>
    List,

    /// <summary>A duration such as 1h30m; as a flag, seconds.</summary>
    Duration,
}

/// <summary>An option: a flag, an environment variable and a field of the configuration file.</summary>
/// <param name="Flag">Name of the flag, without dashes.</param>
/// <param name="Value">What its value is called in the usage.</param>
/// <param name="Field">Its field of the configuration file; null where a file cannot hold it.</param>
/// <param name="Kind">What its field may hold.</param>
/// <param name="Help">What it sets, and its default.</param>
internal sealed record Option(string Flag, string Value, string? Field, OptionKind Kind, string Help)
{
    private const int HelpColumn = 28;
    private const int Width = 120;

    /// <summary>Every option, in the order of the usage; the one table of them.</summary>
    public static IReadOnlyList<Option> All { get; } =
    [
        new("config", "FILE", null, OptionKind.Text, "configuration file (kind OperatorConfiguration); default: none"),
        new(
            "kubeconfig",
            "FILE",
            null,
            OptionKind.Text,
            "configuration of the API server; default: the pod's service account, else KUBECONFIG, else ~/.kube/config"
        ),
        new("namespace", "NAME", "namespaces", OptionKind.List, "namespaces to watch; default: all"),
        new(
            "leader-elect",
            "",
            "leaderElection.enabled",
            OptionKind.Switch,
            "run only as the elected leader; default: false"
        ),
        new("workers", "N", "workers", OptionKind.Number, "objects of a kind that are reconciled at once; default: 16"),
        new(
            "max-active",
            "N",
            "scheduling.maxActive",
            OptionKind.Number,
            "most GenerationJobs that have a running Job at once, in all namespaces; others wait, by priority and fairly "
                + "by namespace; jobs of Kueue queues and the assembly of storyboards are not counted; 0: unlimited; "
                + "default: 500"
        ),
        new(
            "max-active-per-namespace",
            "N",
            "scheduling.maxActivePerNamespace",
            OptionKind.Number,
            "the same in each namespace; 0: unlimited; default: 0"
        ),
        new(
            "address",
            "ADDRESS",
            "health.address",
            OptionKind.Text,
            "bind address of the health port; default: 0.0.0.0"
        ),
        new(
            "port",
            "PORT",
            "health.port",
            OptionKind.Number,
            "port of /healthz, /readyz and /metrics; 0 takes a free one; default: 8081"
        ),
        new("log-format", "FORMAT", "logging.format", OptionKind.Text, "json or text; default: json"),
        new(
            "log-level",
            "LEVEL",
            "logging.level",
            OptionKind.Text,
            "debug, information, warning or error; default: information"
        ),
        new(
            "otlp-endpoint",
            "URL",
            "telemetry.endpoint",
            OptionKind.Text,
            "OTLP collector of the operator and its runners, as pods reach it; OTEL_EXPORTER_OTLP_ENDPOINT overrides it for "
                + "the operator; default: none, nothing is exported"
        ),
        new("otlp-protocol", "NAME", "telemetry.protocol", OptionKind.Text, "grpc or http/protobuf; default: grpc"),
        new(
            "otlp-headers-secret",
            "NAME",
            "telemetry.headersSecretName",
            OptionKind.Text,
            "Secret with the runners' OTEL_EXPORTER_OTLP_HEADERS, in the namespace of each job; default: none"
        ),
        new("runner-image", "IMAGE", "runner.image", OptionKind.Text, "image of the runner"),
        new(
            "runner-gpu-image",
            "IMAGE",
            "runner.gpuImage",
            OptionKind.Text,
            "image of the runner with CUDA, for pods with NVIDIA GPUs; default: the runner's image"
        ),
        new(
            "gpu-resource",
            "NAME",
            "runner.gpuResource",
            OptionKind.Text,
            "extended resource of a GPU; default: nvidia.com/gpu"
        ),
        new(
            "image-pull-secret",
            "NAME",
            "runner.imagePullSecret",
            OptionKind.Text,
            "Secret to pull the image with, in the namespace of each job"
        ),
        new(
            "default-queue",
            "NAME",
            "runner.queueName",
            OptionKind.Text,
            "Kueue LocalQueue of jobs that name none; default: none"
        ),
        new(
            "pending-timeout",
            "SECONDS",
            "runner.pendingTimeout",
            OptionKind.Duration,
            "how long a run may wait for its pod to start, where the job does not say; default: unlimited"
        ),
        new(
            "runner-service-account",
            "NAME",
            "runner.serviceAccountNames",
            OptionKind.List,
            "ServiceAccounts that jobs may choose for their pods, in the namespace of each job; default: none"
        ),
        new(
            "model-cache",
            "PLACE",
            "modelCache.place",
            OptionKind.Text,
            "where models are kept between runs: hostPath:/folder of each node, owned by user 65532, or pvc:NAME, a claim in "
                + "the namespace of each job; default: nowhere"
        ),
        new(
            "model-cache-size",
            "SIZE",
            "modelCache.maxSize",
            OptionKind.Text,
            "most that is kept there, such as 50Gi; default: unlimited"
        ),
        new(
            "default-store",
            "URI",
            "store.uri",
            OptionKind.Text,
            "store of jobs that name none: s3://bucket/prefix or pvc://claim/prefix"
        ),
        new(
            "default-endpoint",
            "URL",
            "store.endpoint",
            OptionKind.Text,
            "S3 endpoint of the default store; default: AWS"
        ),
        new("default-region", "NAME", "store.region", OptionKind.Text, "region of the default store"),
        new(
            "default-store-secret",
            "NAME",
            "store.secretName",
            OptionKind.Text,
            "Secret with credentials of the default store, in the namespace of each job"
        ),
        new(
            "allow-file-uris",
            "",
            "inputs.allowFileURIs",
            OptionKind.Switch,
            "allow file:// as store, image and model: a path in the runner's pod; default: false"
        ),
        new(
            "allow-input-cidr",
            "CIDR",
            "inputs.allowedCIDRs",
            OptionKind.List,
            "networks that HTTP inputs may come from besides the public internet, such as 10.0.0.0/8; cloud metadata "
                + "addresses are never allowed; default: none"
        ),
        new(
            "atmosphere-strategy",
            "NAME",
            "jobs.atmosphereStrategy",
            OptionKind.Text,
            "Asset or Prompt, for jobs and profiles that set none; default: Asset"
        ),
        new(
            "children-after",
            "SECONDS",
            "jobs.childrenAfter",
            OptionKind.Duration,
            "how long the Jobs of finished jobs are kept; default: 3600 (1h)"
        ),
    ];

    private static readonly Dictionary<string, Option> ByFlag = All.ToDictionary(option => option.Flag);

    /// <summary>The environment variable that is read where the flag is absent.</summary>
    public string Variable => VariableOf(Flag);

    /// <summary>What <c>--help</c> prints.</summary>
    public static string Usage { get; } =
        $"""
            Usage: operator [flags]

            Reconciles GenerationJobs, Storyboards and AtmosphereProfiles. Logs to standard output.

            A flag overrides its environment variable (--default-store: IMAGEFORGE_DEFAULT_STORE), which overrides its field of
            the configuration file (store.uri).

            Flags:
            {string.Concat(All.Select(option => option.Line())).TrimEnd()}
            """;

    /// <summary>The option of a flag's name, or null.</summary>
    public static Option? Find(string flag) => ByFlag.GetValueOrDefault(flag);

    public static string VariableOf(string flag) => "IMAGEFORGE_" + flag.Replace('-', '_').ToUpperInvariant();

    private string Line()
    {
        var value = Kind switch
        {
            OptionKind.Switch => "[=true|false]",
            OptionKind.List => $" {Value}[,{Value}]",
            _ => $" {Value}",
        };
        var text = new StringBuilder($"  --{Flag}{value}");
        if (text.Length >= HelpColumn)
        {
            text.Append('\n');
        }

        var column = text.Length >= HelpColumn ? 0 : text.Length;
        foreach (var word in Help.Split(' '))
        {
            if (column + 1 + word.Length > Width)
            {
                text.Append('\n');
                column = 0;
            }

            if (column < HelpColumn)
            {
                text.Append(' ', HelpColumn - column);
                column = HelpColumn;
            }
            else
            {
                text.Append(' ');
                column++;
            }

            text.Append(word);
            column += word.Length;
        }

        return text.Append('\n').ToString();
    }
}
