using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using ImageForge.Kube.Config;

namespace ImageForge.Kube.Http;

/// <summary>
/// The connections made with one client certificate. Watches, which last, have their own over HTTP/2; each other call in
/// flight has a connection over HTTP/1.1.
/// </summary>
internal sealed record Connections(HttpMessageInvoker Calls, HttpMessageInvoker Streams, X509Certificate2? Certificate)
    : IDisposable
{
    /// <summary>Makes no new connections; calls under way end as they would.</summary>
    public void Dispose()
    {
        Calls.Dispose();
        Streams.Dispose();
    }
}

/// <summary>Joins a certificate and its key.</summary>
/// <remarks>Not KubernetesClient's: it reads the files once.</remarks>
internal static class ClientCertificate
{
    public static X509Certificate2 Load(Pem certificate, Pem key)
    {
        try
        {
            return X509Certificate2.CreateFromPem(certificate.Read(), key.Read());
        }
        catch (CryptographicException e)
        {
            throw new KubeConfigException(
                $"Invalid client certificate ({certificate.File ?? "inline data"}): {e.Message}",
                e
            );
        }
    }
}

/// <summary>Validates the server certificate. The CA is read at each handshake, so that it can be rotated.</summary>
/// <remarks>Not KubernetesClient's: it accepts any certificate of the CA, whatever its name (LibraryTests), and reads the CA once.</remarks>
internal static class ServerTrust
{
    public static RemoteCertificateValidationCallback? Callback(KubeConfig config)
    {
        if (config.InsecureSkipTlsVerify)
        {
#pragma warning disable CA5359 // The user asked for it, in words that cannot be misread.
            return (_, _, _, _) => true;
#pragma warning restore CA5359
        }
        if (config.CertificateAuthority is not { } authority)
        {
            return null;
        }
        return (_, certificate, chain, errors) =>
            certificate is X509Certificate2 leaf
            && (errors & ~SslPolicyErrors.RemoteCertificateChainErrors) == SslPolicyErrors.None
            && IsSigned(leaf, chain, authority);
    }

    private static bool IsSigned(X509Certificate2 leaf, X509Chain? sent, Pem authority)
    {
        var roots = new X509Certificate2Collection();
        roots.ImportFromPem(authority.Read());
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(roots);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        if (sent is not null)
        {
            chain.ChainPolicy.ExtraStore.AddRange(sent.ChainPolicy.ExtraStore);
        }
        // The CA may be an intermediate certificate, trusted without its root.
        chain.ChainPolicy.VerificationFlags = X509VerificationFlags.AllowUnknownCertificateAuthority;
        return chain.Build(leaf)
            && chain.ChainElements.Any(element =>
                roots.Any(root => root.RawDataMemory.Span.SequenceEqual(element.Certificate.RawDataMemory.Span))
            );
    }
}
