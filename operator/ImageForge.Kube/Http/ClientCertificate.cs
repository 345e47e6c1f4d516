using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using ImageForge.Kube.Config;

namespace ImageForge.Kube.Http;

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
