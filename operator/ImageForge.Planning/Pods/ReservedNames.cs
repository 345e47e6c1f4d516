namespace ImageForge.Planning.Pods;

/// <summary>Names that users cannot give to what they add to a runner pod; the one table of them.</summary>
internal static class ReservedNames
{
    /// <summary>The folders that volumes of users can be mounted below.</summary>
    public static IReadOnlyList<string> MountRoots { get; } = ["/mnt", "/data"];

    /// <summary>
    /// Beginnings of environment variables that the runner, .NET, OpenTelemetry, the loader or a library reads: they
    /// would override the operator's settings or have code loaded into the runner.
    /// </summary>
    private static readonly string[] VariablePrefixes =
    [
        "ASPNETCORE_",
        "AWS_",
        "CLR_",
        "COMPLUS_",
        "CORECLR_",
        "COR_",
        "CUDA_",
        "CUDNN_",
        "DOTNET_",
        "FONTCONFIG_",
        "GIO_",
        "GLIBC_",
        "GST_",
        "G_",
        "IMAGEFORGE_",
        "KUBERNETES_",
        "LD_",
        "MAGICK_",
        "MALLOC_",
        "NODE_",
        "NVIDIA_",
        "OPENSSL_",
        "ORT_",
        "OTEL_",
        "POD_",
        "TRACE",
        "VIPS_",
        "VK_",
    ];

    private static readonly HashSet<string> Variables = new(StringComparer.Ordinal)
    {
        "ALL_PROXY",
        "BASH_ENV",
        "ENV",
        "GCONV_PATH",
        "HOME",
        "HOSTALIASES",
        "HTTPS_PROXY",
        "HTTP_PROXY",
        "LOCALDOMAIN",
        "LOCPATH",
        "NLSPATH",
        "NO_PROXY",
        "PATH",
        "RES_OPTIONS",
        "TEMP",
        "TMP",
        "TMPDIR",
        "XDG_CONFIG_HOME",
        "XDG_DATA_DIRS",
    };

    /// <summary>Domains of labels and annotations by which a pod gets rights, or that are not the user's.</summary>
    private static readonly string[] Domains =
    [
        // Kubernetes and its add-ons: seccomp and AppArmor profiles, queues, Jobs, the operator's own.
        "kubernetes.io",
        "k8s.io",
        "x-k8s.io",
        ApiDomain,
        // Roles of the cloud, further networks, and settings of container runtimes.
        "amazonaws.com",
        "cncf.io",
        "projectcalico.org",
        "cilium.io",
        "io.kubernetes",
        "io.katacontainers",
        "katacontainers.io",
    ];

    private const string ApiDomain = Api.ApiGroup.Name;

    // The Job controller's labels of former versions.
    private static readonly HashSet<string> LabelNames = ["job-name", "controller-uid"];

    private static readonly HashSet<string> VolumeNames = ["plan", "workspace", "store", "models"];

    /// <summary>Whether users cannot set a variable. Some programs read names in lower case too.</summary>
    public static bool IsVariable(string name)
    {
        var upper = name.ToUpperInvariant();
        return Variables.Contains(upper)
            || Array.Exists(VariablePrefixes, prefix => upper.StartsWith(prefix, StringComparison.Ordinal));
    }

    /// <summary>Whether users cannot set a label or an annotation of this key.</summary>
    public static bool IsKey(string key)
    {
        var domain = key.Contains('/', StringComparison.Ordinal)
            ? key[..key.IndexOf('/', StringComparison.Ordinal)]
            : "";
        // Runtimes have keys such as io.kubernetes.cri-o.userns-mode without a slash.
        return LabelNames.Contains(key)
            || Array.Exists(
                Domains,
                reserved =>
                    domain == reserved
                    || domain.EndsWith("." + reserved, StringComparison.Ordinal)
                    || key.StartsWith(reserved + ".", StringComparison.Ordinal)
            );
    }

    /// <summary>Whether a volume of the operator may have this name.</summary>
    public static bool IsVolume(string name) =>
        VolumeNames.Contains(name) || name.StartsWith("input-", StringComparison.Ordinal);

    /// <summary>Whether users can mount a volume there.</summary>
    public static bool CanMount(string path) =>
        MountRoots.Any(root => path == root || path.StartsWith(root + "/", StringComparison.Ordinal))
        && !path.Contains(':', StringComparison.Ordinal)
        && path[1..].Split('/').All(step => step is not ("" or "." or ".."));
}
