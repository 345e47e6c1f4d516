namespace ImageForge.Kube.Config;

/// <summary>In-cluster configuration.</summary>
/// <remarks>Not KubernetesClient's: it reads the CA once, so that a rotated one is trusted only after a restart.</remarks>
internal static class InCluster
{
    private const string Mount = "/var/run/secrets/kubernetes.io/serviceaccount";

    public static bool IsPresent =>
        Environment.GetEnvironmentVariable("KUBERNETES_SERVICE_HOST") is { Length: > 0 }
        && File.Exists(Path.Combine(Mount, "token"));

    public static KubeConfig Read() =>
        Read(
            Mount,
            Environment.GetEnvironmentVariable("KUBERNETES_SERVICE_HOST"),
            Environment.GetEnvironmentVariable("KUBERNETES_SERVICE_PORT")
        );

    public static KubeConfig Read(string folder, string? host, string? port)
    {
        if (string.IsNullOrEmpty(host) || string.IsNullOrEmpty(port))
        {
            throw new KubeConfigException(
                "Not running in a pod: KUBERNETES_SERVICE_HOST and KUBERNETES_SERVICE_PORT are not set."
            );
        }
        var token = Path.Combine(folder, "token");
        if (!File.Exists(token))
        {
            throw new KubeConfigException($"{token} not found: the pod has no service account token.");
        }
        var ca = new Pem(null, Path.Combine(folder, "ca.crt"));
        if (ca.AuthorityProblem() is { } problem)
        {
            throw new KubeConfigException($"{ca.File} {problem}.");
        }
        var ns = Path.Combine(folder, "namespace");
        // An IPv6 address stands in brackets in an address.
        var authority = host.Contains(':', StringComparison.Ordinal) ? $"[{host}]" : host;
        return new KubeConfig
        {
            Server = new Uri($"https://{authority}:{port}"),
            CertificateAuthority = ca,
            TokenFile = token,
            Namespace = File.Exists(ns) ? File.ReadAllText(ns).Trim() : "default",
        };
    }
}
