using System.Text;
using ImageForge.Api.Common;
using static ImageForge.Operator.Hosting.Configuration.OptionType;

namespace ImageForge.Operator.Hosting.Configuration;

/// <summary>An option: a flag, an environment variable and a field of the configuration file.</summary>
/// <param name="Flag">Name of the flag, without dashes.</param>
/// <param name="Value">What its value is called in the usage; empty where the type says it.</param>
/// <param name="Field">Its field of the configuration file; null where a file cannot hold it.</param>
/// <param name="Type">Which values it takes.</param>
/// <param name="Help">What it sets, and its default.</param>
internal sealed record Option(string Flag, string Value, string? Field, OptionType Type, string Help)
{
    private const int HelpColumn = 28;
    private const int Width = 120;

    /// <summary>Every option, in the order of the usage; the one table of them.</summary>
    public static IReadOnlyList<Option> All { get; } =
    [
        new("config", "FILE", null, Text.File, "configuration file (kind OperatorConfiguration); default: none"),
        new(
            "kubeconfig",
            "FILE",
            null,
            Text.File,
            "configuration of the API server; default: the pod's service account, else KUBECONFIG, else ~/.kube/config"
        ),
        new("namespace", "NAME", "namespaces", new List(Text.NamespaceName), "namespaces to watch; default: all"),
        new(
            "leader-elect",
            "",
            "leaderElection.enabled",
            new Switch(),
            "run only as the elected leader; default: false"
        ),
        new(
            "workers",
            "N",
            "workers",
            new Number(1, 256),
            "objects of a kind that are reconciled at once; default: 16"
        ),
        new(
            "max-active",
            "N",
            "scheduling.maxActive",
            new Number(0, 1_000_000),
            "most GenerationJobs that have a running Job at once, in all namespaces; others wait, by priority and fairly "
                + "by namespace; jobs of Kueue queues and the assembly of storyboards are not counted; 0: unlimited; "
                + "default: 500"
        ),
        new(
            "max-active-per-namespace",
            "N",
            "scheduling.maxActivePerNamespace",
            new Number(0, 1_000_000),
            "the same in each namespace; 0: unlimited; default: 0"
        ),
        new(
            "address",
            "ADDRESS",
            "health.address",
            new Text("an IP address", "^[0-9A-Fa-f.:]+$"),
            "bind address of the health port; default: 0.0.0.0"
        ),
        new(
            "port",
            "PORT",
            "health.port",
            new Number(0, 65535),
            "port of /healthz, /readyz and /metrics; 0 takes a free one, for tests; default: 8081"
        ),
        new("log-format", "", "logging.format", new Choice("json", "text"), "format of log lines; default: json"),
        new(
            "log-level",
            "",
            "logging.level",
            new Choice("debug", "information", "warning", "error"),
            "lowest level that is logged; default: information"
        ),
        new(
            "otlp-endpoint",
            "URL",
            "telemetry.endpoint",
            new Text("an http or https URL without credentials", Text.HttpUrl),
            "OTLP collector of the operator and its runners, as pods reach it; OTEL_EXPORTER_OTLP_ENDPOINT overrides it for "
                + "the operator; default: none, nothing is exported"
        ),
        new(
            "otlp-protocol",
            "",
            "telemetry.protocol",
            new Choice("grpc", "http/protobuf"),
            "protocol of the collector; default: grpc"
        ),
        new(
            "otlp-headers-secret",
            "NAME",
            "telemetry.headersSecretName",
            Text.SecretName,
            "Secret with the runners' OTEL_EXPORTER_OTLP_HEADERS, in the namespace of each job; default: none"
        ),
        new("runner-image", "IMAGE", "runner.image", Text.Image, "image of the runner"),
        new(
            "runner-gpu-image",
            "IMAGE",
            "runner.gpuImage",
            Text.Image,
            "image of the runner with CUDA, for pods with NVIDIA GPUs; default: the runner's image"
        ),
        new(
            "gpu-resource",
            "NAME",
            "runner.gpuResource",
            new Text("a device resource such as nvidia.com/gpu", $"^{Text.Subdomain}/{Text.Word}$"),
            "extended resource of a GPU; default: nvidia.com/gpu"
        ),
        new(
            "image-pull-secret",
            "NAME",
            "runner.imagePullSecret",
            Text.SecretName,
            "Secret to pull the image with, in the namespace of each job"
        ),
        new(
            "default-queue",
            "NAME",
            "runner.queueName",
            new Text("a LocalQueue name of at most 63 characters", $"^{Text.Word}$", 63),
            "Kueue LocalQueue of jobs that name none; default: none"
        ),
        new(
            "pending-timeout",
            "SECONDS",
            "runner.pendingTimeout",
            new Duration(IsZeroAllowed: false),
            "how long a run may wait for its pod to start, where the job does not say; default: unlimited"
        ),
        new(
            "runner-service-account",
            "NAME",
            "runner.serviceAccountNames",
            new List(new Text("a ServiceAccount name", $"^{Text.Subdomain}$", 253)),
            "ServiceAccounts that jobs may choose for their pods, in the namespace of each job; default: none"
        ),
        new(
            "model-cache",
            "PLACE",
            "modelCache.place",
            new Text("hostPath:/path or pvc:NAME", $"^(hostPath:/.*|pvc:{Text.Subdomain})$"),
            "where models are kept between runs: hostPath:/folder of each node, owned by user 65532, or pvc:NAME, a claim in "
                + "the namespace of each job; default: nowhere"
        ),
        new(
            "model-cache-size",
            "SIZE",
            "modelCache.maxSize",
            new Text("a size in bytes such as 50Gi", Quantity.Format),
            "most that is kept there, such as 50Gi; default: unlimited"
        ),
        new(
            "default-store",
            "URI",
            "store.uri",
            new Text("a URI with the scheme s3, pvc or file", "^(s3|pvc|file)://.+$"),
            "store of jobs that name none: s3://bucket/prefix or pvc://claim/prefix"
        ),
        new(
            "default-endpoint",
            "URL",
            "store.endpoint",
            new Text("an http or https URL", Text.HttpUrl),
            "S3 endpoint of the default store; default: AWS"
        ),
        new(
            "default-region",
            "NAME",
            "store.region",
            new Text("a region name", "^[A-Za-z0-9-]{1,63}$"),
            "region of the default store"
        ),
        new(
            "default-store-secret",
            "NAME",
            "store.secretName",
            Text.SecretName,
            "Secret with credentials of the default store, in the namespace of each job"
        ),
        new(
            "allow-file-uris",
            "",
            "inputs.allowFileURIs",
            new Switch(),
            "allow file:// as store, image and model: a path in the runner's pod; default: false"
        ),
        new(
            "allow-input-cidr",
            "CIDR",
            "inputs.allowedCIDRs",
            new List(Text.Cidr),
            "networks that HTTP inputs may come from besides the public internet, such as 10.0.0.0/8; cloud metadata "
                + "addresses are never allowed; default: none"
        ),
        new(
            "atmosphere-strategy",
            "",
            "jobs.atmosphereStrategy",
            new Choice("Asset", "Prompt"),
            "strategy of jobs and profiles that set none; default: Asset"
        ),
        new(
            "children-after",
            "SECONDS",
            "jobs.childrenAfter",
            new Duration(IsZeroAllowed: true),
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
                   operator probe URL

            Reconciles GenerationJobs, Storyboards and AtmosphereProfiles. Logs to standard output.
            "probe" waits until the operator at URL (http://HOST:8081/readyz) is ready, for a minute at most.

            A flag overrides its environment variable (--default-store: IMAGEFORGE_DEFAULT_STORE), which overrides its field of
            the configuration file (store.uri).

            Flags:
            {string.Concat(All.Select(option => option.Line())).TrimEnd()}
              --help, -h                print this help
              --version                 print the version
            """;

    /// <summary>The option of a flag's name, or null.</summary>
    public static Option? Find(string flag) => ByFlag.GetValueOrDefault(flag);

    public static string VariableOf(string flag) => "IMAGEFORGE_" + flag.Replace('-', '_').ToUpperInvariant();

    private string Line()
    {
        var value = Type switch
        {
            Switch => "[=true|false]",
            List => $" {Value}[,{Value}]",
            Choice choice => $" {string.Join('|', choice.Words)}",
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
