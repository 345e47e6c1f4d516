using System.Net.Http.Headers;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace ImageForge.DevCluster.Tests.Http;

/// <summary>An HTTP client that trusts a cluster's authority alone.</summary>
internal static class TestClient
{
    public static HttpClient For(DevelopmentCluster cluster, bool withToken = true)
    {
        var kubeconfig = File.ReadAllText(cluster.KubeconfigPath);
        var authority = X509Certificate2.CreateFromPem(
            Encoding.ASCII.GetString(Convert.FromBase64String(Value(kubeconfig, "certificate-authority-data")))
        );
        var handler = new SocketsHttpHandler { AllowAutoRedirect = false };
        handler.SslOptions.CertificateChainPolicy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            CustomTrustStore = { authority },
            RevocationMode = X509RevocationMode.NoCheck,
        };
        var client = new HttpClient(handler) { BaseAddress = cluster.Server };
        if (withToken)
        {
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
                "Bearer",
                Value(kubeconfig, "token")
            );
        }
        return client;
    }

    public static string TokenOf(DevelopmentCluster cluster) =>
        Value(File.ReadAllText(cluster.KubeconfigPath), "token");

    private static string Value(string kubeconfig, string key) =>
        kubeconfig
            .Split('\n')
            .Select(l => l.Trim())
            .First(l => l.StartsWith(key + ":", StringComparison.Ordinal))
            .Split(' ', 2)[1];
}
