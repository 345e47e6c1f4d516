using System.Globalization;
using System.Net;
using System.Net.Sockets;
using ImageForge.Api.Common;
using ImageForge.Contracts.Networks;
using ImageForge.Kube.Config;
using ImageForge.Planning;
using ImageForge.Planning.Naming;
using Microsoft.Extensions.Logging;

namespace ImageForge.Operator.Hosting.Configuration;

/// <summary>Reads options from flags, the environment and a configuration file, and checks their values.</summary>
internal static class OptionsReader
{
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
        foreach (var option in Option.All)
        {
            var values =
                option.Type is OptionType.List ? Items(option.Flag)
                : Value(option.Flag) is { } text ? [text]
                : [];
            if (values.FirstOrDefault(value => !option.Type.Allows(value)) is { } wrong)
            {
                throw Invalid(option.Flag, wrong);
            }
        }

        return new OperatorOptions
        {
            Namespaces = Names("namespace"),
            Defaults = none with
            {
                Telemetry = Telemetry(),
                RunnerImage = Value("runner-image") ?? none.RunnerImage,
                RunnerGpuImage = Value("runner-gpu-image"),
                GpuResource = Checked("gpu-resource", KubernetesNames.IsExtendedResource) ?? none.GpuResource,
                ModelCache = Cache("model-cache"),
                ModelCacheBytes = Size("model-cache-size"),
                ImagePullSecrets = Value("image-pull-secret") is { } pull ? [pull] : [],
                StoreUri = Store("default-store"),
                StoreEndpoint = Checked("default-endpoint", IsUri),
                StoreRegion = Value("default-region"),
                StoreSecret = Value("default-store-secret"),
                AllowFileUris = Switch("allow-file-uris"),
                QueueName = Value("default-queue"),
                PendingTimeout = Duration("pending-timeout"),
                ServiceAccountNames = Names("runner-service-account"),
                AllowInputCidrs = Cidrs("allow-input-cidr"),
                AtmosphereStrategy = Value("atmosphere-strategy") is { } strategy
                    ? Enum.Parse<AtmosphereStrategy>(strategy)
                    : AtmosphereStrategy.Asset,
                ChildrenAfter = Duration("children-after") ?? TimeSpan.FromHours(1),
            },
            Port = Number("port", 8081),
            Address = Address("address") ?? IPAddress.Any,
            LeaderElect = Switch("leader-elect"),
            LeaseNamespace = environment("POD_NAMESPACE") is { Length: > 0 } ns ? ns : "default",
            Identity = environment("POD_NAME") is { Length: > 0 } pod ? pod : Environment.MachineName,
            Workers = Number("workers", 16),
            Limits = new(Number("max-active", 500), Number("max-active-per-namespace", 0)),
            Logging = logging,
            // Last, so that invalid flags are reported without a cluster too.
            KubeConfig = KubeConfig.Load(Value("kubeconfig")),
        };

        string? Value(string name) => sources.Find(name)?.Text;

        OptionsException Invalid(string name, string value, string? form = null) =>
            new(
                $"invalid value \"{value}\" for {sources.Find(name)!.Source}: must be {form ?? Option.Find(name)!.Type.Form}"
            );

        // For what a pattern can't say.
        string? Checked(string name, Func<string, bool> isValid) =>
            Value(name) is not { } text ? null
            : isValid(text) ? text
            : throw Invalid(name, text);

        bool Switch(string name) => Value(name) == "true";

        int Number(string name, int otherwise) =>
            Value(name) is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;

        TimeSpan? Duration(string name) =>
            Value(name) is { } text ? TimeSpan.FromSeconds(long.Parse(text, CultureInfo.InvariantCulture)) : null;

        IReadOnlyList<string> Names(string name) => [.. Items(name).Distinct(StringComparer.Ordinal)];

        RunnerTelemetry? Telemetry() =>
            Checked("otlp-endpoint", text => IsUri(text) && new Uri(text).UserInfo.Length == 0) is { } endpoint
                ? new(endpoint) { Protocol = Value("otlp-protocol"), HeadersSecret = Value("otlp-headers-secret") }
                : null;

        // .NET takes "127.1" and "8081" too.
        IPAddress? Address(string name) =>
            Checked(
                name,
                text =>
                    IPAddress.TryParse(text, out var found)
                    && (found.AddressFamily != AddressFamily.InterNetwork || found.ToString() == text)
            )
                is { } address
                ? IPAddress.Parse(address)
                : null;

        string? Store(string name) =>
            Checked(name, IsUri) is { } uri
            && uri.StartsWith("file:", StringComparison.Ordinal)
            && !Switch("allow-file-uris")
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
                var other => throw Invalid(name, other),
            };

        long? Size(string name) =>
            Value(name) is not { } text ? null
            : QuantityText.Parse(text) is var bytes and >= 1 && bytes < long.MaxValue ? (long)bytes
            : throw Invalid(name, text);
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
            Valid("log-format") != "text",
            Enum.TryParse<LogLevel>(Valid("log-level"), ignoreCase: true, out var level) ? level : LogLevel.Information
        );

        string? Valid(string name) =>
            sources.Find(name)?.Text is { } text && Option.Find(name)!.Type.Allows(text) ? text : null;
    }

    private static bool IsUri(string text) => Uri.TryCreate(text, UriKind.Absolute, out _);

    private static bool IsFolder(string text) =>
        text.StartsWith("hostPath:/", StringComparison.Ordinal) && !text.Split('/').Contains("..");
}
