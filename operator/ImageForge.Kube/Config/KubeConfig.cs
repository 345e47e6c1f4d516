namespace ImageForge.Kube.Config;

/// <summary>Where an API server is and how to be let in: one context, resolved.</summary>
public sealed record KubeConfig
{
    /// <summary>Base address of the API server.</summary>
    public required Uri Server { get; init; }

    /// <summary>Namespace for calls that name none.</summary>
    public string Namespace { get; init; } = "default";

    /// <summary>Authorities that may have signed the server's certificate; the system's when null.</summary>
    public Pem? CertificateAuthority { get; init; }

    /// <summary>Name that the server's certificate must bear, if not that of <see cref="Server"/>.</summary>
    public string? TlsServerName { get; init; }

    /// <summary>True accepts any certificate.</summary>
    public bool InsecureSkipTlsVerify { get; init; }

    /// <summary>Proxy (<c>http</c>, <c>https</c> or <c>socks5</c>); null leaves it to the environment.</summary>
    public Uri? ProxyUrl { get; init; }

    /// <summary>Certificate shown to the server; needs <see cref="ClientKey"/>.</summary>
    public Pem? ClientCertificate { get; init; }

    /// <summary>Private key of <see cref="ClientCertificate"/>.</summary>
    public Pem? ClientKey { get; init; }

    /// <summary>Bearer token.</summary>
    public string? Token { get; init; }

    /// <summary>File with the bearer token, read again as it rotates; wins over <see cref="Token"/> once it can be read.</summary>
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
                "No cluster is configured: KUBECONFIG names no file, ~/.kube/config does not exist and this is not a pod."
            );
    }

    /// <summary>The configuration that Kubernetes gives to every pod.</summary>
    /// <exception cref="KubeConfigException">This is not a pod, or it has no token.</exception>
    public static KubeConfig InCluster() => Config.InCluster.Read();
}
