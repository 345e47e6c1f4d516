using System.Globalization;
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
          --leader-elect            work only as the elected leader
          --workers N               objects of a kind that are worked on at once; default: 16
        The log goes to standard output as JSON lines; IMAGEFORGE_LOG_LEVEL is debug, information or warning.
        """;

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
        return new OperatorOptions
        {
            KubeConfig = KubeConfig.Load(Value("kubeconfig")),
            Namespaces = Names("namespace"),
            Defaults = none with
            {
                RunnerImage = Value("runner-image") ?? none.RunnerImage,
                RunnerGpuImage = Value("runner-gpu-image"),
                GpuResource = Device("gpu-resource") ?? none.GpuResource,
                ModelCache = Cache("model-cache"),
                ModelCacheBytes = Size("model-cache-size"),
                ImagePullSecrets = Name("image-pull-secret") is { } pull ? [pull] : [],
                StoreUri = Store("default-store"),
                StoreEndpoint = Value("default-endpoint"),
                StoreRegion = Value("default-region"),
                StoreSecret = Name("default-store-secret"),
                AllowFileUris = Switch("allow-file-uris"),
                QueueName = Label("default-queue"),
                AllowInputCidrs = Cidrs("allow-input-cidr"),
                AtmosphereStrategy = Strategy("atmosphere-strategy"),
                ChildrenAfter = TimeSpan.FromSeconds(Number("children-after", 3600, 0, int.MaxValue)),
            },
            Port = Number("port", 8081, 0, 65535),
            Address = Value("address") ?? "0.0.0.0",
            LeaderElect = Switch("leader-elect"),
            LeaseNamespace = environment("POD_NAMESPACE") ?? "default",
            Identity = environment("POD_NAME") ?? Environment.MachineName,
            Workers = Number("workers", 16, 1, 256),
            Logging = logging,
        };

        string? Value(string name) =>
            flags.TryGetValue(name, out var value) ? value
            : environment(Variable(name)) is { Length: > 0 } set ? set
            : null;

        IReadOnlyList<string> Names(string name) =>
            [
                .. (Value(name) ?? "")
                    .Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
                    .Distinct(StringComparer.Ordinal)
                    .Select(found =>
                        NamespaceName().IsMatch(found)
                            ? found
                            : throw new OptionsException($"--{name}: '{found}' is no name of a namespace.")
                    ),
            ];

        bool Switch(string name) =>
            Value(name) switch
            {
                null or "false" or "0" => false,
                "true" or "1" => true,
                var other => throw new OptionsException($"--{name} must be true or false, not '{other}'."),
            };

        // What ends in pods is held against Kubernetes' rules here: there it would be every job's fault.
        string? Held(string name, Func<string, bool> rule, string what) =>
            Value(name) is not { } text ? null
            : rule(text) ? text
            : throw new OptionsException($"--{name} must be {what}, not '{text}'.");

        string? Name(string name) => Held(name, KubernetesNames.IsSubdomain, "the name of a Secret");

        string? Label(string name) =>
            Held(name, KubernetesNames.IsLabelValue, "the name of a LocalQueue of at most 63 characters");

        string? Device(string name) =>
            Held(name, KubernetesNames.IsExtendedResource, "a device resource such as nvidia.com/gpu");

        string? Store(string name) =>
            Value(name) is { } uri && uri.StartsWith("file:", StringComparison.Ordinal) && !Switch("allow-file-uris")
                ? throw new OptionsException(
                    $"--{name} '{uri}' is a path inside each runner's pod; use s3:// or pvc://, or add --allow-file-uris."
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
                throw new OptionsException($"--{name}: {e.Message}.");
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
                var other => throw new OptionsException(
                    $"--{name} must be hostPath:/folder or pvc:NAME, not '{other}'."
                ),
            };

        long? Size(string name) =>
            Value(name) is not { } text ? null
            : QuantityText.Parse(text) is var bytes and >= 1 && bytes < long.MaxValue ? (long)bytes
            : throw new OptionsException($"--{name} must be an amount of bytes such as 50Gi, not '{text}'.");

        AtmosphereStrategy Strategy(string name) =>
            Value(name) switch
            {
                null or nameof(AtmosphereStrategy.Asset) => AtmosphereStrategy.Asset,
                nameof(AtmosphereStrategy.Prompt) => AtmosphereStrategy.Prompt,
                var other => throw new OptionsException($"--{name} must be Asset or Prompt, not '{other}'."),
            };

        int Number(string name, int otherwise, int least, int most) =>
            Value(name) is not { } text ? otherwise
            : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number >= least
            && number <= most
                ? number
            : throw new OptionsException($"--{name} must be a number from {least} to {most}, not '{text}'.");
    }

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
                throw new OptionsException($"'{name}' is no flag; --help lists them.");
            }

            name = name[2..];
            if (value is null && name is "leader-elect" or "allow-file-uris")
            {
                value = "true";
            }

            if (value is null && (i + 1 == args.Count || args[i + 1].StartsWith("--", StringComparison.Ordinal)))
            {
                throw new OptionsException($"--{name} needs a value.");
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
