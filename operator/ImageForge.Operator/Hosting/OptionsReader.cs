using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using ImageForge.Api.Common;
using ImageForge.Contracts.Networks;
using ImageForge.Kube.Config;
using ImageForge.Planning;
using ImageForge.Planning.Naming;
using Microsoft.Extensions.Logging;

namespace ImageForge.Operator.Hosting;

/// <summary>Reads options from flags, and where a flag is absent from the environment.</summary>
internal static partial class OptionsReader
{
    public const string Usage = """
        operator: carries out GenerationJobs, Storyboards and AtmosphereProfiles.

        Each flag can be given as an environment variable too: --default-store as IMAGEFORGE_DEFAULT_STORE.
          --kubeconfig FILE         the API server; default: the pod's own, else KUBECONFIG, else ~/.kube/config
          --namespace NAME[,NAME]   look after these namespaces only; can be given again; default: all
          --runner-image IMAGE      image of the runner
          --runner-gpu-image IMAGE  its image with CUDA, for pods that ask for NVIDIA's GPUs; default: the same
          --gpu-resource NAME       extended resource of a GPU; default: nvidia.com/gpu
          --model-cache PLACE       where models are kept between runs: hostPath:/folder of each node, which must belong to
                                    user 65532, or pvc:NAME, a claim in each job's namespace; default: nowhere
          --model-cache-size SIZE   the most that is kept there, such as 50Gi; default: as much as there is room for
          --image-pull-secret NAME  Secret to pull it with, in each job's namespace
          --default-store URI       store of jobs that name none: s3://bucket/prefix, pvc://claim/prefix
          --default-endpoint URL    its S3 server; default: AWS
          --default-region NAME     its region
          --default-store-secret NAME  Secret with its credentials, in each job's namespace
          --allow-file-uris         allow file:// as store, image and model; it is a path inside the runner's pod
          --default-queue NAME      Kueue LocalQueue of jobs that name none
          --allow-input-cidr CIDR[,CIDR]  a network that HTTP inputs may come from besides the public internet, such as
                                    10.0.0.0/8; can be given again; cloud metadata addresses stay forbidden; default: none
          --atmosphere-strategy NAME  Asset or Prompt, for jobs and profiles that do not say it; default: Asset
          --children-after SECONDS  how long the Jobs of finished jobs are kept; default: 3600
          --port PORT               /healthz, /readyz and /metrics; default: 8081, 0: any free one
          --address ADDRESS         address of that port; default: 0.0.0.0
          --leader-elect[=true|false]  work only as the elected leader; default: false
          --workers N               objects of a kind that are worked on at once; default: 16
          --log-format FORMAT       json: one JSON object a line, or text; default: json
          --log-level LEVEL         debug, information, warning or error; default: information
        The log goes to standard output.
        """;

    private static readonly Dictionary<string, bool> Switches = new() { ["true"] = true, ["false"] = false };

    private static readonly Dictionary<string, bool> LogFormats = new() { ["json"] = true, ["text"] = false };

    private static readonly Dictionary<string, LogLevel> LogLevels = new()
    {
        ["debug"] = LogLevel.Debug,
        ["information"] = LogLevel.Information,
        ["warning"] = LogLevel.Warning,
        ["error"] = LogLevel.Error,
    };

    private static readonly Dictionary<string, AtmosphereStrategy> Strategies = new()
    {
        [nameof(AtmosphereStrategy.Asset)] = AtmosphereStrategy.Asset,
        [nameof(AtmosphereStrategy.Prompt)] = AtmosphereStrategy.Prompt,
    };

    private static readonly HashSet<string> Known =
    [
        "kubeconfig",
        "namespace",
        "runner-image",
        "runner-gpu-image",
        "gpu-resource",
        "model-cache",
        "model-cache-size",
        "image-pull-secret",
        "default-store",
        "default-endpoint",
        "default-region",
        "default-store-secret",
        "allow-file-uris",
        "default-queue",
        "allow-input-cidr",
        "atmosphere-strategy",
        "children-after",
        "port",
        "address",
        "leader-elect",
        "workers",
        "log-format",
        "log-level",
    ];

    /// <exception cref="OptionsException">A flag is unknown or its value cannot be.</exception>
    /// <exception cref="KubeConfigException">There is no usable configuration of an API server.</exception>
    public static OperatorOptions Read(
        IReadOnlyList<string> args,
        Func<string, string?> environment,
        ILoggerFactory logging
    )
    {
        var flags = Flags(args);
        var none = new OperatorDefaults();
        Choice("log-format", LogFormats, true);
        Choice("log-level", LogLevels, LogLevel.Information);
        return new OperatorOptions
        {
            Namespaces = Names("namespace"),
            Defaults = none with
            {
                RunnerImage = Image("runner-image") ?? none.RunnerImage,
                RunnerGpuImage = Image("runner-gpu-image"),
                GpuResource = Device("gpu-resource") ?? none.GpuResource,
                ModelCache = Cache("model-cache"),
                ModelCacheBytes = Size("model-cache-size"),
                ImagePullSecrets = Name("image-pull-secret") is { } pull ? [pull] : [],
                StoreUri = Store("default-store"),
                StoreEndpoint = Checked("default-endpoint", "an http or https URL", IsHttp),
                StoreRegion = Checked("default-region", "the name of a region", Region().IsMatch),
                StoreSecret = Name("default-store-secret"),
                AllowFileUris = Choice("allow-file-uris", Switches, false),
                QueueName = Label("default-queue"),
                AllowInputCidrs = Cidrs("allow-input-cidr"),
                AtmosphereStrategy = Choice("atmosphere-strategy", Strategies, AtmosphereStrategy.Asset),
                ChildrenAfter = TimeSpan.FromSeconds(Number("children-after", 3600, 0, int.MaxValue)),
            },
            Port = Number("port", 8081, 0, 65535),
            Address = Parsed(
                "address",
                "an IP address",
                text => IPAddress.TryParse(text, out var address) ? address : null,
                IPAddress.Any
            ),
            LeaderElect = Choice("leader-elect", Switches, false),
            LeaseNamespace = environment("POD_NAMESPACE") ?? "default",
            Identity = environment("POD_NAME") ?? Environment.MachineName,
            Workers = Number("workers", 16, 1, 256),
            Logging = logging,
            // Last: a flag that cannot be is told whether or not there is a cluster.
            KubeConfig = KubeConfig.Load(Value("kubeconfig")),
        };

        string? Value(string name) => OptionsReader.Value(name, flags, environment);

        // Others set variables too: Kubernetes sets IMAGEFORGE_PORT for a Service of that name.
        OptionsException Invalid(string name, string value, string form) =>
            new(
                $"invalid value \"{value}\" for {(flags.ContainsKey(name) ? "--" + name : Variable(name))}: must be {form}"
            );

        T Parsed<T>(string name, string form, Func<string, T?> parse, T otherwise)
            where T : class => Value(name) is not { } text ? otherwise : parse(text) ?? throw Invalid(name, text, form);

        string? Checked(string name, string form, Func<string, bool> isValid) =>
            Value(name) is not { } text ? null
            : isValid(text) ? text
            : throw Invalid(name, text, form);

        string? Image(string name) => Checked(name, "an image reference", ImageReference().IsMatch);

        T Choice<T>(string name, IReadOnlyDictionary<string, T> choices, T otherwise) =>
            Value(name) is not { } text ? otherwise
            : choices.TryGetValue(text, out var chosen) ? chosen
            : throw Invalid(name, text, string.Join(" or ", choices.Keys));

        IReadOnlyList<string> Names(string name) =>
            [
                .. (Value(name) ?? "")
                    .Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
                    .Distinct(StringComparer.Ordinal)
                    .Select(found =>
                        NamespaceName().IsMatch(found) ? found : throw Invalid(name, found, "the name of a namespace")
                    ),
            ];

        // What ends in pods is held against Kubernetes' rules here: there it would be every job's fault.
        string? Name(string name) => Checked(name, "the name of a Secret", KubernetesNames.IsSubdomain);

        string? Label(string name) =>
            Checked(name, "the name of a LocalQueue of at most 63 characters", KubernetesNames.IsLabelValue);

        string? Device(string name) =>
            Checked(name, "a device resource such as nvidia.com/gpu", KubernetesNames.IsExtendedResource);

        string? Store(string name) =>
            Checked(name, "a URI with the scheme s3, pvc or file", IsStore) is { } uri
            && uri.StartsWith("file:", StringComparison.Ordinal)
            && !Choice("allow-file-uris", Switches, false)
                ? throw Invalid(
                    name,
                    uri,
                    "s3:// or pvc://, as a file is a path inside each runner's pod; or add --allow-file-uris"
                )
                : Value(name);

        IReadOnlyList<string> Cidrs(string name)
        {
            try
            {
                return [.. AddressKinds.ParseNetworks(Value(name) ?? "").Select(n => n.ToString()).Distinct()];
            }
            catch (FormatException e)
            {
                throw Invalid(name, Value(name)!, $"a list of CIDRs ({e.Message})");
            }
        }

        ModelCachePlace? Cache(string name) =>
            Value(name) switch
            {
                null => null,
                var text when IsFolder(text) => new ModelCachePlace.HostPath(text["hostPath:".Length..]),
                var text
                    when text.StartsWith("pvc:", StringComparison.Ordinal) && KubernetesNames.IsSubdomain(text[4..]) =>
                    new ModelCachePlace.Claim(text["pvc:".Length..]),
                var other => throw Invalid(name, other, "hostPath:/folder or pvc:NAME"),
            };

        long? Size(string name) =>
            Value(name) is not { } text ? null
            : QuantityText.Parse(text) is var bytes and >= 1 && bytes < long.MaxValue ? (long)bytes
            : throw Invalid(name, text, "an amount of bytes such as 50Gi");

        int Number(string name, int otherwise, int least, int most) =>
            Value(name) is not { } text ? otherwise
            : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number >= least
            && number <= most
                ? number
            : throw Invalid(name, text, $"a number from {least} to {most}");
    }

    /// <summary>How the log is written. Values that <see cref="Read"/> refuses count as absent, so that it can log that.</summary>
    public static (bool Json, LogLevel Level) ReadLogging(IReadOnlyList<string> args, Func<string, string?> environment)
    {
        Dictionary<string, string> flags;
        try
        {
            flags = Flags(args);
        }
        catch (OptionsException)
        {
            flags = [];
        }

        return (
            LogFormats.GetValueOrDefault(Value("log-format", flags, environment) ?? "", true),
            LogLevels.GetValueOrDefault(Value("log-level", flags, environment) ?? "", LogLevel.Information)
        );
    }

    private static string? Value(string name, Dictionary<string, string> flags, Func<string, string?> environment) =>
        flags.TryGetValue(name, out var value) ? value
        : environment(Variable(name)) is { Length: > 0 } set ? set
        : null;

    private static bool IsStore(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "s3" or "pvc" or "file";

    private static bool IsHttp(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https";

    [GeneratedRegex("^[A-Za-z0-9][A-Za-z0-9._:/@-]*$")]
    private static partial Regex ImageReference();

    [GeneratedRegex("^[A-Za-z0-9-]{1,63}$")]
    private static partial Regex Region();

    [GeneratedRegex("^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$")]
    private static partial Regex NamespaceName();

    private static bool IsFolder(string text) =>
        text.StartsWith("hostPath:/", StringComparison.Ordinal) && !text.Split('/').Contains("..");

    private static string Variable(string name) => "IMAGEFORGE_" + name.Replace('-', '_').ToUpperInvariant();

    private static Dictionary<string, string> Flags(IReadOnlyList<string> args)
    {
        var flags = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 0; i < args.Count; i++)
        {
            var (name, value) = args[i].Split('=', 2) is [var left, var right] ? (left, right) : (args[i], null);
            if (!name.StartsWith("--", StringComparison.Ordinal) || !Known.Contains(name[2..]))
            {
                throw new OptionsException($"unknown flag: {name}; --help lists the flags");
            }

            name = name[2..];
            if (value is null && name is "leader-elect" or "allow-file-uris")
            {
                value = "true";
            }

            if (value is null && (i + 1 == args.Count || args[i + 1].StartsWith("--", StringComparison.Ordinal)))
            {
                throw new OptionsException($"--{name} needs a value");
            }

            value ??= args[++i];
            flags[name] =
                name is "namespace" or "allow-input-cidr" && flags.TryGetValue(name, out var others)
                    ? $"{others},{value}"
                    : value;
        }

        return flags;
    }
}
