using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using ImageForge.Kube;
using ImageForge.Operator.Tests.Integration;

namespace ImageForge.Operator.Tests.Queues;

/// <summary>
/// Kueue's own controllers and webhooks, as one process beside a real control plane, until the test program ends. Every Job
/// of the cluster passes its webhooks, so run the class KueueTests alone.
/// </summary>
/// <param name="scenario">Where the queue is.</param>
/// <param name="folder">Has the program "kueue" and its definitions "crds"; its log and configuration are put there.</param>
internal sealed class RealKueue(Scenario scenario, string folder) : TestQueue(scenario)
{
    private static Process? s_process;

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;

    protected override async Task StartAsync()
    {
        if (s_process is null)
        {
            await StartProcessAsync();
        }

        await UntilCreatedAsync("ResourceFlavor", "resourceflavors", namespaced: false, "metadata: {name: any}");
        await UntilCreatedAsync(
            "ClusterQueue",
            "clusterqueues",
            namespaced: false,
            $$"""
            metadata: {name: "{{Scenario.Namespace}}"}
            spec:
              namespaceSelector: {}
              preemption: {withinClusterQueue: LowerPriority}
              resourceGroups:
              - coveredResources: [cpu, memory, nvidia.com/gpu]
                flavors:
                - name: any
                  resources:
                  - {name: cpu, nominalQuota: {{Millicores}}m}
                  - {name: memory, nominalQuota: 64Gi}
                  - {name: nvidia.com/gpu, nominalQuota: "{{Gpus}}"}
            """
        );
        await UntilCreatedAsync(
            "LocalQueue",
            "localqueues",
            namespaced: true,
            $$"""
            metadata: {name: studio, namespace: "{{Scenario.Namespace}}"}
            spec: {clusterQueue: "{{Scenario.Namespace}}"}
            """
        );
        foreach (var (name, value) in new[] { ("high", 1000), ("low", 1) })
        {
            await UntilCreatedAsync(
                "WorkloadPriorityClass",
                "workloadpriorityclasses",
                namespaced: false,
                $"metadata: {{name: {name}}}\nvalue: {value}"
            );
        }
    }

    /// <summary>Kueue's webhooks answer a moment after it has started.</summary>
    private Task<string> UntilCreatedAsync(string kind, string plural, bool namespaced, string rest) =>
        Scenario.UntilAsync(
            async () =>
            {
                try
                {
                    await CreateAsync(
                        CoreResources.Plain("kueue.x-k8s.io", "v1beta2", kind, plural, namespaced),
                        $"apiVersion: kueue.x-k8s.io/v1beta2\nkind: {kind}\n{rest}"
                    );
                    return "";
                }
                catch (KubeException e)
                {
                    return e.Message;
                }
            },
            problem => problem.Length == 0,
            $"the {kind} is created"
        );

    private async Task StartProcessAsync()
    {
        foreach (var file in Directory.GetFiles(Path.Combine(folder, "crds"), "*.yaml"))
        {
            await CreateAsync(Definitions, await File.ReadAllTextAsync(file, Cancel));
        }

        await UntilServedAsync();
        var (port, authority) = (FreePort(), await CertificateAsync());
        await File.WriteAllTextAsync(
            Path.Combine(folder, "config.yaml"),
            $$"""
            apiVersion: config.kueue.x-k8s.io/v1beta2
            kind: Configuration
            namespace: default
            health: {healthProbeBindAddress: "127.0.0.1:{{FreePort()}}"}
            metrics: {bindAddress: "127.0.0.1:{{FreePort()}}"}
            webhook: {port: {{port}}, host: 127.0.0.1, certDir: "{{folder}}/certs"}
            leaderElection: {leaderElect: false}
            internalCertManagement: {enable: false}
            featureGates: {VisibilityOnDemand: false, MultiKueue: false}
            integrations: {frameworks: ["batch/job"]}
            """,
            Cancel
        );
        await HookAsync("Mutating", "mutate-batch-v1-job", "[CREATE]", port, authority);
        await HookAsync("Validating", "validate-batch-v1-job", "[CREATE, UPDATE]", port, authority);
        var start = new ProcessStartInfo("/bin/sh") { Environment = { ["KUBECONFIG"] = Scenario.KubeconfigPath } };
        start.ArgumentList.Add("-c");
        // It ends at once while the server does not list the new kinds in its discovery.
        start.ArgumentList.Add(
            "trap 'kill $P; exit' TERM; for i in 1 2 3 4 5 6; do "
                + $"{folder}/kueue --config {folder}/config.yaml > {folder}/log 2>&1 & P=$!; wait $P; sleep 3; done"
        );
        s_process = Process.Start(start)!;
        AppDomain.CurrentDomain.ProcessExit += (_, _) =>
            Process.Start("/bin/kill", s_process.Id.ToString(CultureInfo.InvariantCulture)).WaitForExit();
    }

    private Task HookAsync(string kind, string path, string operations, int port, string authority) =>
        CreateAsync(
            CoreResources.Plain(
                "admissionregistration.k8s.io",
                "v1",
                $"{kind}WebhookConfiguration",
                $"{kind.ToLowerInvariant()}webhookconfigurations",
                namespaced: false
            ),
            $$"""
            apiVersion: admissionregistration.k8s.io/v1
            kind: {{kind}}WebhookConfiguration
            metadata: {name: kueue}
            webhooks:
            - name: job.kb.io
              admissionReviewVersions: [v1]
              sideEffects: None
              clientConfig:
                url: https://127.0.0.1:{{port}}/{{path}}
                caBundle: {{Convert.ToBase64String(Encoding.UTF8.GetBytes(authority))}}
              rules:
              - {apiGroups: [batch], apiVersions: [v1], operations: {{operations}}, resources: [jobs]}
            """
        );

    private async Task<string> CertificateAsync()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(30));
        var certificates = Directory.CreateDirectory(Path.Combine(folder, "certs")).FullName;
        var text = certificate.ExportCertificatePem();
        await File.WriteAllTextAsync(Path.Combine(certificates, "tls.crt"), text, Cancel);
        await File.WriteAllTextAsync(Path.Combine(certificates, "tls.key"), key.ExportPkcs8PrivateKeyPem(), Cancel);
        return text;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
