using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using ImageForge.Kube.Config;
using Xunit;

namespace ImageForge.Kube.Tests.Config;

/// <summary>What kubeconfig files come to.</summary>
public sealed class KubeconfigTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("kubeconfig-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void The_current_context_names_cluster_user_and_namespace()
    {
        var config = Read(Whole(user: "token: t1", context: "namespace: studio"));
        Assert.Equal(new Uri("https://10.0.0.1:6443"), config.Server);
        Assert.Equal("t1", config.Token);
        Assert.Equal("studio", config.Namespace);
    }

    [Fact]
    public void Without_a_namespace_it_is_default() => Assert.Equal("default", Read(Whole()).Namespace);

    [Fact]
    public void Another_context_may_be_chosen()
    {
        var text = """
            current-context: one
            clusters: [{name: a, cluster: {server: "https://a"}}, {name: b, cluster: {server: "https://b"}}]
            contexts: [{name: one, context: {cluster: a}}, {name: two, context: {cluster: b}}]
            """;
        Assert.Equal("a", Read(text).Server.Host);
        Assert.Equal("b", KubeconfigReader.Read([Write("config", text)], "two").Server.Host);
    }

    [Fact]
    public void The_names_of_all_contexts_are_listed()
    {
        var file = Write(
            "config",
            "contexts: [{name: two, context: {}}, {name: one, context: {}}, {name: two}, nonsense]"
        );
        Assert.Equal(["one", "two"], KubeConfig.ContextNames(file));
        Assert.Empty(KubeConfig.ContextNames(Write("empty", "")));
    }

    [Fact]
    public void Of_several_files_the_first_that_has_an_entry_wins_and_paths_start_at_their_own_file()
    {
        var first = Write(
            "one/config",
            """
            current-context: c
            contexts: [{name: c, context: {cluster: k, user: u}}]
            users: [{name: u, user: {tokenFile: secrets/token}}]
            """
        );
        var second = Write(
            "two/config",
            """
            current-context: other
            clusters: [{name: k, cluster: {server: "https://second", certificate-authority: ../ca.crt}}]
            users: [{name: u, user: {token: ignored}}]
            """
        );
        Write("ca.crt", Certificate().Pem);
        var config = KubeconfigReader.Read([first, second], null);
        Assert.Equal("second", config.Server.Host);
        Assert.Null(config.Token);
        Assert.Equal(Path.Combine(_folder.FullName, "one/secrets/token"), config.TokenFile);
        Assert.Equal(Path.Combine(_folder.FullName, "ca.crt"), config.CertificateAuthority?.File);
    }

    [Fact]
    public void Data_wins_over_files()
    {
        var (pem, _) = Certificate();
        var config = Read(
            Whole(cluster: $"certificate-authority: ca.crt\n    certificate-authority-data: {Base64(pem)}")
        );
        Assert.Equal(pem, config.CertificateAuthority?.Read());
    }

    [Fact]
    public void Cluster_settings_are_kept()
    {
        var config = Read(
            Whole(
                cluster: "tls-server-name: api.internal\n    proxy-url: socks5://proxy:1080\n    insecure-skip-tls-verify: true"
            )
        );
        Assert.Equal("api.internal", config.TlsServerName);
        Assert.Equal(new Uri("socks5://proxy:1080"), config.ProxyUrl);
        Assert.True(config.InsecureSkipTlsVerify);
    }

    [Fact]
    public void Impersonation_is_kept()
    {
        var config = Read(Whole(user: "as: alice\n    as-groups: [g1, g2]\n    as-user-extra: {scopes: [a, b]}"));
        Assert.Equal("alice", config.Impersonate?.User);
        Assert.Equal(["g1", "g2"], config.Impersonate!.Groups);
        Assert.Equal(["a", "b"], config.Impersonate.Extra["scopes"]);
    }

    [Fact]
    public void A_credential_program_keeps_its_arguments_apart()
    {
        var config = Read(
            Whole(
                user: """
                exec:
                      apiVersion: client.authentication.k8s.io/v1
                      command: ./bin/login
                      args: ["--name", "two words", "007"]
                      env: [{name: PROFILE, value: dev}]
                      interactiveMode: Never
                      provideClusterInfo: true
                """
            )
        );
        Assert.Equal(Path.Combine(_folder.FullName, "bin/login"), config.Exec?.Command);
        Assert.Equal(["--name", "two words", "007"], config.Exec!.Args);
        Assert.Equal("dev", config.Exec.Env["PROFILE"]);
        Assert.True(config.Exec.ProvideClusterInfo);
    }

    [Theory]
    [InlineData("clusters: []", "current-context is not set")]
    [InlineData("current-context: x", "contexts has no entry \"x\"")]
    [InlineData("current-context: x\ncontexts: [{name: x, context: {cluster: k}}]", "clusters has no entry \"k\"")]
    [InlineData(
        "current-context: x\ncontexts: [{name: x, context: {cluster: k}}]\nclusters: [{name: k, cluster: {}}]",
        "clusters[k].cluster.server is not set"
    )]
    [InlineData("current-context: [", "config:")]
    [InlineData("just text", "expected a mapping")]
    public void A_file_that_cannot_be_used_says_where(string text, string problem) =>
        Assert.Contains(
            problem,
            Assert.Throws<KubeConfigException>(() => Read(text)).Message,
            StringComparison.Ordinal
        );

    [Theory]
    [InlineData(
        "certificate-authority: a\n    insecure-skip-tls-verify: true",
        "",
        "cannot be combined with certificate-authority"
    )]
    [InlineData("certificate-authority-data: '***'", "", "is not base64")]
    [InlineData("proxy-url: ftp://x", "", "must be http, https or socks5")]
    [InlineData("insecure-skip-tls-verify: maybe", "", "must be true or false")]
    [InlineData("", "client-certificate: a.crt", "client-key is required")]
    [InlineData("", "auth-provider: {name: gcp}", "no longer supported by Kubernetes")]
    [InlineData("", "as-groups: [g]", "is required with groups, uid or extra")]
    [InlineData("", "exec: {command: x}", "apiVersion is not set")]
    [InlineData(
        "",
        "exec: {command: x, apiVersion: client.authentication.k8s.io/v1alpha1}",
        "must be client.authentication"
    )]
    [InlineData(
        "",
        "exec: {command: x, apiVersion: client.authentication.k8s.io/v1, interactiveMode: Always}",
        "no terminal"
    )]
    public void A_setting_that_cannot_be_used_says_which(string cluster, string user, string problem) =>
        Assert.Contains(
            problem,
            Assert.Throws<KubeConfigException>(() => Read(Whole(cluster, user))).Message,
            StringComparison.Ordinal
        );

    [Theory]
    [InlineData("10.0.0.1", "https://10.0.0.1:443/")]
    [InlineData("fd00::1", "https://[fd00::1]:443/")]
    public void In_a_pod_the_mounted_account_is_used(string host, string server)
    {
        Write("token", "t\n");
        Write("namespace", "studio\n");
        Write("ca.crt", Certificate().Pem);
        var config = InCluster.Read(_folder.FullName, host, "443");
        Assert.Equal(new Uri(server), config.Server);
        Assert.Equal("studio", config.Namespace);
        Assert.Equal(Path.Combine(_folder.FullName, "token"), config.TokenFile);
        Assert.Equal(Path.Combine(_folder.FullName, "ca.crt"), config.CertificateAuthority?.File);
    }

    [Fact]
    public void In_a_pod_a_CA_that_is_missing_or_no_certificate_is_an_error()
    {
        Write("token", "t\n");
        var ca = Path.Combine(_folder.FullName, "ca.crt");
        Assert.StartsWith($"{ca} cannot be read: Could not find file", Problem(), StringComparison.Ordinal);
        Write("ca.crt", "");
        Assert.Equal($"{ca} is not a PEM certificate.", Problem());

        string Problem() =>
            Assert.Throws<KubeConfigException>(() => InCluster.Read(_folder.FullName, "10.0.0.1", "443")).Message;
    }

    [Theory]
    [InlineData("certificate-authority: CERT", "")]
    [InlineData("certificate-authority-data: CERT", "")]
    [InlineData("", "client-certificate: CERT\n    client-key: KEY")]
    [InlineData("", "client-certificate-data: CERT\n    client-key-data: KEY")]
    public void Certificates_are_taken_from_files_and_data(string cluster, string user) =>
        Assert.NotNull(Read(Whole(Filled(cluster), Filled(user))));

    [Theory]
    [InlineData("certificate-authority: none.crt", "", "clusters[k].cluster.certificate-authority cannot be read: ")]
    [InlineData("certificate-authority: TEXT", "", "clusters[k].cluster.certificate-authority is not a PEM cert")]
    [InlineData("certificate-authority-data: TEXT", "", "cluster.certificate-authority-data is not a PEM certificate.")]
    [InlineData("certificate-authority-data: TORN", "", "cluster.certificate-authority-data is not a PEM certificate.")]
    [InlineData("certificate-authority-data: KEY", "", "cluster.certificate-authority-data is not a PEM certificate.")]
    [InlineData(
        "",
        "client-certificate-data: TEXT\n    client-key-data: KEY",
        "users[u].user.client-certificate-data is not a PEM certificate."
    )]
    [InlineData(
        "",
        "client-certificate: none.crt\n    client-key-data: KEY",
        "users[u].user.client-certificate cannot be read: "
    )]
    [InlineData("", "client-certificate-data: CERT\n    client-key: none.key", "user.client-key cannot be read: ")]
    [InlineData(
        "",
        "client-certificate-data: CERT\n    client-key-data: TEXT",
        "user.client-key-data is not the PEM private key of the client certificate."
    )]
    [InlineData(
        "",
        "client-certificate-data: CERT\n    client-key-data: OTHER",
        "user.client-key-data is not the PEM private key of the client certificate."
    )]
    public void What_is_no_certificate_is_named_by_its_field(string cluster, string user, string problem)
    {
        var error = Assert.Throws<KubeConfigException>(() => Read(Whole(Filled(cluster), Filled(user))));
        Assert.StartsWith(_folder.FullName + "/config: ", error.Message, StringComparison.Ordinal);
        Assert.Contains(problem, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
    }

    /// <summary>Puts contents, or the names of files with them, in the place of words.</summary>
    private string Filled(string text)
    {
        var (pem, key) = Certificate();
        var contents = new Dictionary<string, string>
        {
            ["CERT"] = pem,
            ["KEY"] = key,
            ["TEXT"] = "hello",
            ["TORN"] = "-----BEGIN CERTIFICATE-----\naGVsbG8=\n-----END CERTIFICATE-----\n",
            ["OTHER"] = Certificate().Key,
        };
        foreach (var (word, content) in contents)
        {
            text = text.Replace($"-data: {word}", $"-data: {Base64(content)}", StringComparison.Ordinal)
                .Replace($": {word}", $": {Write(word, content)}", StringComparison.Ordinal);
        }
        return text;
    }

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    private static (string Pem, string Key) Certificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=test", key, HashAlgorithmName.SHA256);
        using var certificate = request.CreateSelfSigned(
            DateTimeOffset.UnixEpoch,
            DateTimeOffset.UnixEpoch.AddYears(99)
        );
        return (certificate.ExportCertificatePem(), key.ExportPkcs8PrivateKeyPem());
    }

    [Fact]
    public void Outside_a_pod_there_is_no_account() =>
        Assert.Contains(
            "Not running in a pod",
            Assert.Throws<KubeConfigException>(() => InCluster.Read(_folder.FullName, null, null)).Message,
            StringComparison.Ordinal
        );

    private static string Whole(string cluster = "", string user = "", string context = "") =>
        $"""
            current-context: main
            contexts:
            - name: main
              context:
                cluster: k
                user: u
                {context}
            clusters:
            - name: k
              cluster:
                server: https://10.0.0.1:6443
                {cluster}
            users:
            - name: u
              user:
                {(user.Length == 0 ? "{}" : user)}
            """;

    private KubeConfig Read(string text) => KubeconfigReader.Read([Write("config", text)], null);

    private string Write(string name, string text)
    {
        var file = Path.Combine(_folder.FullName, name);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
        return file;
    }
}
