using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using ImageForge.Api.Common;
using ImageForge.Contracts.Networks;
using ImageForge.Kube.Config;
using ImageForge.Planning;
using ImageForge.Planning.Naming;
using Microsoft.Extensions.Logging;

namespace ImageForge.Operator.Hosting.Configuration;

/// <summary>Reads options from flags, the environment and a configuration file, and checks their values.</summary>
internal static partial class OptionsReader
{
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

    /// <exception cref="OptionsException">A flag is unknown, or a value is invalid.</exception>
    /// <exception cref="KubeConfigException">No usable cluster configuration.</exception>
    public static OperatorOptions Read(
        IReadOnlyList<string> args,
        Func<string, string?> environment,
        ILoggerFactory logging
    )
    {
        var sources = OptionSources.Read(args, environment);
        var none = new OperatorDefaults();
        Choice("log-format", LogFormats, true);
        Choice("log-level", LogLevels, LogLevel.Information);
        return new OperatorOptions
        {
            Namespaces = Names("namespace", NamespaceName().IsMatch, "a namespace name"),
            Defaults = none with
            {
                Telemetry = Telemetry(),
                RunnerImage = Image("runner-image") ?? none.RunnerImage,
                RunnerGpuImage = Image("runner-gpu-image"),
                GpuResource = Device("gpu-resource") ?? none.GpuResource,
                ModelCache = Cache("model-cache"),
                ModelCacheBytes = Size("model-cache-size"),
                ImagePullSecrets = Name("image-pull-secret") is { } pull ? [pull] : [],
                StoreUri = Store("default-store"),
                StoreEndpoint = Checked("default-endpoint", "an http or https URL", IsHttp),
                StoreRegion = Checked("default-region", "a region name", Region().IsMatch),
                StoreSecret = Name("default-store-secret"),
                AllowFileUris = Choice("allow-file-uris", Switches, false),
                QueueName = Label("default-queue"),
                PendingTimeout = Value("pending-timeout") is null
                    ? null
                    : TimeSpan.FromSeconds(Number("pending-timeout", 0, 1, int.MaxValue)),
                ServiceAccountNames = Names(
                    "runner-service-account",
                    KubernetesNames.IsSubdomain,
                    "a ServiceAccount name"
                ),
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
            LeaseNamespace = environment("POD_NAMESPACE") is { Length: > 0 } ns ? ns : "default",
            Identity = environment("POD_NAME") is { Length: > 0 } pod ? pod : Environment.MachineName,
            Workers = Number("workers", 16, 1, 256),
            Limits = new(Number("max-active", 500, 0, 1_000_000), Number("max-active-per-namespace", 0, 0, 1_000_000)),
            Logging = logging,
            // Last, so that invalid flags are reported without a cluster too.
            KubeConfig = KubeConfig.Load(Value("kubeconfig")),
        };

        string? Value(string name) => sources.Find(name)?.Text;

        OptionsException Invalid(string name, string value, string form) =>
            new($"invalid value \"{value}\" for {sources.Find(name)!.Source}: must be {form}");

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

        IReadOnlyList<string> Names(string name, Func<string, bool> isValid, string form) =>
            [
                .. Items(name)
                    .Distinct(StringComparer.Ordinal)
                    .Select(found => isValid(found) ? found : throw Invalid(name, found, form)),
            ];

        RunnerTelemetry? Telemetry()
        {
            var protocol = Checked("otlp-protocol", "grpc or http/protobuf", IsProtocol);
            var headers = Name("otlp-headers-secret");
            return Checked("otlp-endpoint", "an http or https URL without credentials", IsPlainHttp) is { } endpoint
                ? new(endpoint) { Protocol = protocol, HeadersSecret = headers }
                : null;
        }

        // Values used in pods are validated here, rather than failing every job.
        string? Name(string name) => Checked(name, "a Secret name", KubernetesNames.IsSubdomain);

        string? Label(string name) =>
            Checked(name, "a LocalQueue name of at most 63 characters", KubernetesNames.IsLabelValue);

        string? Device(string name) =>
            Checked(name, "a device resource such as nvidia.com/gpu", KubernetesNames.IsExtendedResource);

        string? Store(string name) =>
            Checked(name, "a URI with the scheme s3, pvc or file", IsStore) is { } uri
            && uri.StartsWith("file:", StringComparison.Ordinal)
            && !Choice("allow-file-uris", Switches, false)
                ? throw Invalid(
                    name,
                    uri,
                    "s3:// or pvc://, since a file is a path inside each runner pod; or set --allow-file-uris"
                )
                : Value(name);

        // Empty items are kept, to be refused: a list of nothing but commas must not mean the default.
        string[] Items(string name) =>
            Value(name) is { Length: > 0 } text ? text.Split(',', StringSplitOptions.TrimEntries) : [];

        IReadOnlyList<string> Cidrs(string name)
        {
            if (Items(name).Contains(""))
            {
                throw Invalid(name, Value(name)!, "a list of CIDRs without empty items");
            }

            try
            {
                return [.. AddressKinds.ParseNetworks(Value(name) ?? "").Select(n => n.ToString()).Distinct()];
            }
            catch (FormatException e)
            {
                throw Invalid(name, Value(name)!, $"a list of CIDRs ({e.Message})");
            }
        }

        ModelCacheLocation? Cache(string name) =>
            Value(name) switch
            {
                null => null,
                var text when IsFolder(text) => new ModelCacheLocation.HostPath(text["hostPath:".Length..]),
                var text
                    when text.StartsWith("pvc:", StringComparison.Ordinal) && KubernetesNames.IsSubdomain(text[4..]) =>
                    new ModelCacheLocation.Claim(text["pvc:".Length..]),
                var other => throw Invalid(name, other, "hostPath:/path or pvc:NAME"),
            };

        long? Size(string name) =>
            Value(name) is not { } text ? null
            : QuantityText.Parse(text) is var bytes and >= 1 && bytes < long.MaxValue ? (long)bytes
            : throw Invalid(name, text, "a size in bytes such as 50Gi");

        int Number(string name, int otherwise, int least, int most) =>
            Value(name) is not { } text ? otherwise
            : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number >= least
            && number <= most
                ? number
            : throw Invalid(name, text, $"a number from {least} to {most}");
    }

    /// <summary>
    /// Log format and level. Invalid values are ignored here, so that <see cref="Read"/> can log the error.
    /// </summary>
    public static (bool Json, LogLevel Level) ReadLogging(IReadOnlyList<string> args, Func<string, string?> environment)
    {
        OptionSources sources;
        try
        {
            sources = OptionSources.Read(args, environment);
        }
        catch (OptionsException)
        {
            sources = OptionSources.Read([], name => name == Option.VariableOf("config") ? null : environment(name));
        }

        return (
            LogFormats.GetValueOrDefault(sources.Find("log-format")?.Text ?? "", true),
            LogLevels.GetValueOrDefault(sources.Find("log-level")?.Text ?? "", LogLevel.Information)
        );
    }

    private static bool IsStore(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "s3" or "pvc" or "file";

    private static bool IsHttp(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https";

    private static bool IsPlainHttp(string text) => IsHttp(text) && new Uri(text).UserInfo.Length == 0;

    private static bool IsProtocol(string text) => text is "grpc" or "http/protobuf";

    [GeneratedRegex("^[A-Za-z0-9][A-Za-z0-9._:/@-]*$")]
    private static partial Regex ImageReference();

    [GeneratedRegex("^[A-Za-z0-9-]{1,63}$")]
    private static partial Regex Region();

    [GeneratedRegex("^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$")]
    private static partial Regex NamespaceName();

    private static bool IsFolder(string text) =>
        text.StartsWith("hostPath:/", StringComparison.Ordinal) && !text.Split('/').Contains("..");
}
