using System.Text;
using System.Text.Json.Nodes;

namespace ImageForge.Kube.Config;

/// <summary>Merges kubeconfig files and resolves one context of the result.</summary>
/// <remarks>Not KubernetesClient's: it refuses tokenFile, fails on lists of extra attributes, ignores proxy-url and impersonation, and runs
/// exec plug-ins while it reads (LibraryTests).</remarks>
internal static class KubeconfigReader
{
    public static KubeConfig Read(IReadOnlyList<string> files, string? contextName)
    {
        var documents = files.Select(KubeconfigDocument.Load).ToList();
        contextName ??=
            documents.Select(document => document.Text("current-context")).FirstOrDefault(name => name is not null)
            ?? throw new KubeConfigException($"{string.Join(", ", files)}: current-context is not set.");
        var context = Entry(documents, "contexts", "context", contextName);
        var clusterName = context.Text("cluster") ?? throw context.Error("cluster", "is not set");
        var cluster = Entry(documents, "clusters", "cluster", clusterName);
        var userName = context.Text("user");
        var user = userName is null ? KubeconfigSection.Empty : Entry(documents, "users", "user", userName);
        return Build(cluster, user, context.Text("namespace"));
    }

    private static KubeConfig Build(KubeconfigSection cluster, KubeconfigSection user, string? ns)
    {
        var authority = Pem(cluster, "certificate-authority");
        var insecure = cluster.Flag("insecure-skip-tls-verify");
        if (authority is not null && insecure)
        {
            throw cluster.Error("insecure-skip-tls-verify", "cannot be combined with certificate-authority");
        }
        var certificate = Pem(user, "client-certificate");
        var key = Pem(user, "client-key");
        if (certificate is null != key is null)
        {
            throw user.Error(
                certificate is null ? "client-certificate" : "client-key",
                "is required: client-certificate and client-key must both be set"
            );
        }
        Require(cluster, "certificate-authority", authority, authority?.AuthorityProblem());
        Require(user, "client-certificate", certificate, certificate?.CertificateProblem());
        Require(user, "client-key", key, key?.KeyProblem(certificate!));
        foreach (var gone in (ReadOnlySpan<string>)["auth-provider", "username"])
        {
            if (user.Has(gone))
            {
                throw user.Error(gone, "is no longer supported by Kubernetes: use exec, token or a client certificate");
            }
        }
        return new KubeConfig
        {
            Server = cluster.Address("server") ?? throw cluster.Error("server", "is not set"),
            CertificateAuthority = authority,
            InsecureSkipTlsVerify = insecure,
            TlsServerName = cluster.Text("tls-server-name"),
            ProxyUrl = Proxy(cluster),
            ClientCertificate = certificate,
            ClientKey = key,
            Token = user.Text("token"),
            TokenFile = user.File("tokenFile"),
            Exec = Exec(user, cluster),
            Impersonate = Impersonate(user),
            Namespace = ns ?? "default",
        };
    }

    private static KubeconfigSection Entry(
        List<KubeconfigDocument> documents,
        string list,
        string field,
        string name
    ) =>
        // The first file that has an entry of this name wins as a whole.
        documents.Select(document => document.Entry(list, field, name)).FirstOrDefault(entry => entry is not null)
        ?? throw new KubeConfigException(
            $"{string.Join(", ", documents.Select(document => document.File))}: {list} has no entry \"{name}\"."
        );

    private static Pem? Pem(KubeconfigSection section, string field)
    {
        if (section.Text(field + "-data") is { } data)
        {
            try
            {
                return new Pem(Encoding.UTF8.GetString(Convert.FromBase64String(data)), null);
            }
            catch (FormatException e)
            {
                throw section.Error(field + "-data", "is not base64", e);
            }
        }
        return section.File(field) is { } file ? new Pem(null, file) : null;
    }

    private static void Require(KubeconfigSection section, string field, Pem? pem, string? problem)
    {
        if (problem is not null)
        {
            throw section.Error(pem?.Data is null ? field : field + "-data", problem);
        }
    }

    private static Uri? Proxy(KubeconfigSection cluster)
    {
        var proxy = cluster.Address("proxy-url");
        return proxy is null || proxy.Scheme is "http" or "https" or "socks5"
            ? proxy
            : throw cluster.Error("proxy-url", "must be http, https or socks5");
    }

    private static Impersonation? Impersonate(KubeconfigSection user)
    {
        var extra = new Dictionary<string, IReadOnlyList<string>>();
        if (user.Json["as-user-extra"] is JsonObject pairs)
        {
            foreach (var (key, values) in pairs)
            {
                extra[key] = KubeconfigSection.Texts(values);
            }
        }
        var groups = KubeconfigSection.Texts(user.Json["as-groups"]);
        var name = user.Text("as");
        if (name is null)
        {
            return groups.Count > 0 || extra.Count > 0 || user.Text("as-uid") is not null
                ? throw user.Error("as", "is required with groups, uid or extra")
                : null;
        }
        return new Impersonation
        {
            User = name,
            Uid = user.Text("as-uid"),
            Groups = groups,
            Extra = extra,
        };
    }

    private static ExecPlugin? Exec(KubeconfigSection user, KubeconfigSection cluster)
    {
        if (user.Json["exec"] is not JsonObject json)
        {
            return null;
        }
        var exec = user.Child("exec", json);
        if (exec.Text("interactiveMode") == "Always")
        {
            throw exec.Error("interactiveMode", "must not be Always: no terminal is available");
        }
        var version = exec.Text("apiVersion") ?? throw exec.Error("apiVersion", "is not set");
        if (version is not ("client.authentication.k8s.io/v1" or "client.authentication.k8s.io/v1beta1"))
        {
            throw exec.Error("apiVersion", "must be client.authentication.k8s.io/v1 or /v1beta1");
        }
        var command = exec.Text("command") ?? throw exec.Error("command", "is not set");
        return new ExecPlugin
        {
            ApiVersion = version,
            // A bare name is looked up in PATH; anything with a separator is relative to the file.
            Command = command.Contains('/', StringComparison.Ordinal) ? exec.File("command")! : command,
            Args = KubeconfigSection.Texts(exec.Json["args"]),
            Env = exec.Pairs("env"),
            InstallHint = exec.Text("installHint"),
            ProvideClusterInfo = exec.Flag("provideClusterInfo"),
            ClusterExtension = cluster.Extension("client.authentication.k8s.io/exec"),
        };
    }
}
