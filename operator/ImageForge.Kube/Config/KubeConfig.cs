using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace ImageForge.Kube.Config;

/// <summary>Address and credentials of an API server: a resolved kubeconfig context.</summary>
public sealed record KubeConfig
{
    /// <summary>Base address of the API server.</summary>
    public required Uri Server { get; init; }

    /// <summary>Namespace for calls that name none.</summary>
    public string Namespace { get; init; } = "default";

    /// <summary>CA of the server certificate; null for the system's CAs.</summary>
    public Pem? CertificateAuthority { get; init; }

    /// <summary>Expected name of the server certificate, if different from <see cref="Server"/>.</summary>
    public string? TlsServerName { get; init; }

    /// <summary>True accepts any certificate.</summary>
    public bool InsecureSkipTlsVerify { get; init; }

    /// <summary>Proxy (<c>http</c>, <c>https</c> or <c>socks5</c>); null leaves it to the environment.</summary>
    public Uri? ProxyUrl { get; init; }

    /// <summary>Client certificate; requires <see cref="ClientKey"/>.</summary>
    public Pem? ClientCertificate { get; init; }

    /// <summary>Private key of <see cref="ClientCertificate"/>.</summary>
    public Pem? ClientKey { get; init; }

    /// <summary>Bearer token.</summary>
    public string? Token { get; init; }

    /// <summary>
    /// File with the bearer token, read again as it rotates; wins over <see cref="Token"/> once it can be read.
    /// </summary>
    public string? TokenFile { get; init; }

    /// <summary>Program that prints credentials.</summary>
    public ExecPlugin? Exec { get; init; }

    /// <summary>User that calls are made as.</summary>
    public Impersonation? Impersonate { get; init; }

    /// <summary>
    /// The configuration that kubectl would use: <c>KUBECONFIG</c> (several files, merged), else <c>~/.kube/config</c>,
    /// else the one that Kubernetes gives to every pod.
    /// </summary>
    /// <param name="path">Kubeconfig file to use instead of these; null for none.</param>
    /// <param name="context">Context to use instead of the current one; null for none.</param>
    /// <exception cref="KubeConfigException">There is none, or it cannot be used.</exception>
    public static KubeConfig Load(string? path = null, string? context = null)
    {
        var files = KubeconfigFiles.Find(path);
        if (files.Count > 0)
        {
            return KubeconfigReader.Read(files, context);
        }
        return Config.InCluster.IsPresent
            ? Config.InCluster.Read()
            : throw new KubeConfigException(
                "No cluster configuration found: KUBECONFIG names no file, ~/.kube/config does not exist and this process does not run in a pod."
            );
    }

    /// <summary>Names of the contexts in the files that <see cref="Load"/> reads, sorted.</summary>
    /// <param name="path">Kubeconfig file to use instead; null for none.</param>
    /// <exception cref="KubeConfigException">A file cannot be read.</exception>
    public static IReadOnlyList<string> ContextNames(string? path = null) =>
        [
            .. KubeconfigFiles
                .Find(path)
                .SelectMany(file => KubeconfigDocument.Load(file).Names("contexts"))
                .Distinct(StringComparer.Ordinal)
                .Order(StringComparer.Ordinal),
        ];

    /// <summary>The configuration that Kubernetes gives to every pod.</summary>
    /// <exception cref="KubeConfigException">This is not a pod, or it has no token.</exception>
    public static KubeConfig InCluster() => Config.InCluster.Read();
}

/// <summary>Impersonated user; requires permission to impersonate.</summary>
public sealed record Impersonation
{
    /// <summary>User name.</summary>
    public required string User { get; init; }

    /// <summary>User id.</summary>
    public string? Uid { get; init; }

    /// <summary>Groups.</summary>
    public IReadOnlyList<string> Groups { get; init; } = [];

    /// <summary>Further attributes; a key may have several values.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Extra { get; init; } =
        new Dictionary<string, IReadOnlyList<string>>();

    internal void AddTo(HttpRequestHeaders headers)
    {
        headers.TryAddWithoutValidation("Impersonate-User", User);
        if (Uid is not null)
        {
            headers.TryAddWithoutValidation("Impersonate-Uid", Uid);
        }
        foreach (var group in Groups)
        {
            headers.TryAddWithoutValidation("Impersonate-Group", group);
        }
        foreach (var (key, values) in Extra)
        {
            // Keys may contain characters not allowed in header names.
            headers.TryAddWithoutValidation("Impersonate-Extra-" + Uri.EscapeDataString(key), values);
        }
    }
}

/// <summary>A program that prints credentials (<c>client.authentication.k8s.io ExecCredential</c>).</summary>
public sealed record ExecPlugin
{
    /// <summary>Version of the exchange, <c>client.authentication.k8s.io/v1</c> or <c>/v1beta1</c>.</summary>
    public required string ApiVersion { get; init; }

    /// <summary>The program: a path, or a name looked up in PATH.</summary>
    public required string Command { get; init; }

    /// <summary>Its arguments, each passed on as it is.</summary>
    public IReadOnlyList<string> Args { get; init; } = [];

    /// <summary>Variables added to its environment.</summary>
    public IReadOnlyDictionary<string, string> Env { get; init; } = new Dictionary<string, string>();

    /// <summary>Hint shown if the program is not installed.</summary>
    public string? InstallHint { get; init; }

    /// <summary>Whether to pass cluster information to the program.</summary>
    public bool ProvideClusterInfo { get; init; }

    /// <summary>The cluster's own settings for the program, as JSON; given to it with the cluster's other data.</summary>
    public System.Text.Json.Nodes.JsonNode? ClusterExtension { get; init; }
}

/// <summary>The configuration cannot be used; the message names the file and the field.</summary>
public sealed class KubeConfigException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>PEM content, inline or in a file. A file is read at each use, so that it can be rotated.</summary>
/// <param name="Data">The content; wins over the file.</param>
/// <param name="File">Absolute path of the file.</param>
public sealed record Pem(string? Data, string? File)
{
    /// <summary>The present content.</summary>
    /// <exception cref="KubeConfigException">The file cannot be read.</exception>
    public string Read()
    {
        if (Data is not null)
        {
            return Data;
        }
        try
        {
            return System.IO.File.ReadAllText(File!);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new KubeConfigException($"Cannot read {File}: {e.Message}", e);
        }
    }

    // Checked once when the configuration is loaded: later a file may be in the middle of a rotation, and is tried again.

    /// <summary>What is wrong with the present content as certificates of CAs, or null.</summary>
    internal string? AuthorityProblem() =>
        Problem(
            "is not a PEM certificate",
            text =>
            {
                var found = new X509Certificate2Collection();
                found.ImportFromPem(text);
                var isEmpty = found.Count == 0;
                foreach (var certificate in found)
                {
                    certificate.Dispose();
                }
                return !isEmpty;
            }
        );

    /// <summary>What is wrong with the present content as a certificate, or null.</summary>
    internal string? CertificateProblem() =>
        Problem(
            "is not a PEM certificate",
            text =>
            {
                using var certificate = X509Certificate2.CreateFromPem(text);
                return true;
            }
        );

    /// <summary>What is wrong with the present content as the private key of a valid certificate, or null.</summary>
    internal string? KeyProblem(Pem certificate) =>
        Problem(
            "is not the PEM private key of the client certificate",
            text =>
            {
                using var pair = X509Certificate2.CreateFromPem(certificate.Read(), text);
                return true;
            }
        );

    private string? Problem(string otherwise, Func<string, bool> isValid)
    {
        try
        {
            return isValid(Read()) ? null : otherwise;
        }
        catch (KubeConfigException e)
        {
            return $"cannot be read: {e.InnerException!.Message.TrimEnd('.')}";
        }
        // ArgumentException: a certificate whose key is of an unknown kind, or a key of another kind.
        catch (Exception e) when (e is CryptographicException or ArgumentException)
        {
            return otherwise;
        }
    }
}
