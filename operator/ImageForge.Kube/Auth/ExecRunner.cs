using System.ComponentModel;
using System.Diagnostics;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using ImageForge.Kube.Config;
using ImageForge.Kube.Json;

namespace ImageForge.Kube.Auth;

/// <summary>Runs an exec plugin once.</summary>
/// <remarks>Not KubernetesClient's: it splits arguments at spaces (LibraryTests), and says interactive although no terminal is there.</remarks>
internal sealed class ExecRunner(ExecPlugin plugin, KubeConfig config)
{
    private const string Kind = "ExecCredential";

    public async Task<Credential> RunAsync(CancellationToken cancellation)
    {
        using var process = Start();
        try
        {
            var error = process.StandardError.ReadToEndAsync(cancellation);
            var output = await process.StandardOutput.ReadToEndAsync(cancellation);
            await process.WaitForExitAsync(cancellation);
            return process.ExitCode == 0
                ? Read(output)
                : throw Problem($"exited with code {process.ExitCode}: {(await error).Trim()}");
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }

    private Process Start()
    {
        var start = new ProcessStartInfo(plugin.Command)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        foreach (var argument in plugin.Args)
        {
            start.ArgumentList.Add(argument);
        }
        foreach (var (name, value) in plugin.Env)
        {
            start.Environment[name] = value;
        }
        start.Environment["KUBERNETES_EXEC_INFO"] = Info();
        try
        {
            var process = Process.Start(start)!;
            // No terminal: interactive plugins read end of input.
            process.StandardInput.Close();
            return process;
        }
        catch (Win32Exception e)
        {
            throw Problem($"failed to start: {e.Message}{(plugin.InstallHint is { } hint ? $"\n{hint}" : "")}", e);
        }
    }

    private string Info() =>
        JsonSerializer.Serialize(
            new ExecCredential
            {
                ApiVersion = plugin.ApiVersion,
                Kind = Kind,
                Spec = new ExecCredentialSpec
                {
                    Interactive = false,
                    Cluster = plugin.ProvideClusterInfo ? Cluster() : null,
                },
            },
            KubeJson.Default.ExecCredential
        );

    private ExecCluster Cluster() =>
        new()
        {
            Server = config.Server.OriginalString,
            TlsServerName = config.TlsServerName,
            InsecureSkipTlsVerify = config.InsecureSkipTlsVerify ? true : null,
            CertificateAuthorityData = config.CertificateAuthority is { } authority
                ? System.Text.Encoding.UTF8.GetBytes(authority.Read())
                : null,
            ProxyUrl = config.ProxyUrl?.OriginalString,
            Config = plugin.ClusterExtension,
        };

    private Credential Read(string output)
    {
        ExecCredential? answer;
        try
        {
            answer = JsonSerializer.Deserialize(output, KubeJson.Default.ExecCredential);
        }
        catch (JsonException e)
        {
            // The output may contain secrets: report the position only.
            throw Problem($"did not print an ExecCredential: {e.Message}", e);
        }
        if (answer is not { Kind: Kind, Status: { } status })
        {
            throw Problem("did not print an ExecCredential with a status");
        }
        if (answer.ApiVersion != plugin.ApiVersion)
        {
            throw Problem($"printed {answer.ApiVersion}, expected {plugin.ApiVersion}");
        }
        if (status.ClientCertificateData is null != status.ClientKeyData is null)
        {
            throw Problem("printed a client certificate without a key or vice versa");
        }
        if (status is { Token: null or "", ClientCertificateData: null })
        {
            throw Problem("printed neither token nor client certificate");
        }
        return new Credential(status.Token, Certificate(status), status.ExpirationTimestamp);
    }

    private X509Certificate2? Certificate(ExecCredentialStatus status)
    {
        try
        {
            return status.ClientCertificateData is { } certificate
                ? X509Certificate2.CreateFromPem(certificate, status.ClientKeyData)
                : null;
        }
        catch (CryptographicException e)
        {
            throw Problem($"printed an invalid client certificate: {e.Message}", e);
        }
    }

    private KubeConfigException Problem(string what, Exception? inner = null) =>
        new($"exec plugin {plugin.Command} {what}.", inner);
}
