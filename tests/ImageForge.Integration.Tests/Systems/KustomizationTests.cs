using ImageForge.Integration.Tests.Clusters;
using ImageForge.Integration.Tests.Tools;
using ImageForge.Testing.Clusters;
using Xunit;

namespace ImageForge.Integration.Tests.Systems;

/// <summary>What <c>kubectl apply -k</c> makes of config/.</summary>
public sealed class KustomizationTests : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("imageforge-kustomization-");
    private ITestCluster? _cluster;

    public async ValueTask InitializeAsync() => _cluster = await Chosen.StartOwnAsync();

    public async ValueTask DisposeAsync()
    {
        if (_cluster is not null)
        {
            await _cluster.DisposeAsync();
        }

        _folder.Delete(recursive: true);
    }

    private const string Configuration = "configmap/imageforge-operator-config";

    [Theory]
    [InlineData("apply --server-side -k config/default", "serverside-applied")]
    [InlineData("apply -k config/default", "created")]
    public async Task The_operator_is_installed_by_one_command(string command, string done)
    {
        var kubectl = Kubectl("imageforge-system");
        // The embedded cluster begins with the definitions; here config/default has to bring them.
        (await kubectl.RunAsync("delete -k crds --ignore-not-found")).Succeeded();
        string[] expected =
        [
            "customresourcedefinition.apiextensions.k8s.io/atmosphereprofiles.imageforge.dev",
            "customresourcedefinition.apiextensions.k8s.io/generationjobs.imageforge.dev",
            "customresourcedefinition.apiextensions.k8s.io/storyboards.imageforge.dev",
            "namespace/imageforge-system",
            "serviceaccount/imageforge-operator",
            Configuration,
            "clusterrole.rbac.authorization.k8s.io/imageforge-operator",
            "clusterrolebinding.rbac.authorization.k8s.io/imageforge-operator",
            "role.rbac.authorization.k8s.io/imageforge-leader-election",
            "rolebinding.rbac.authorization.k8s.io/imageforge-leader-election",
            "service/imageforge-operator",
            "deployment.apps/imageforge-operator",
        ];
        var applied = Lines((await kubectl.RunAsync(command)).Succeeded());
        // The name of the generated ConfigMap ends in a hash of what it holds.
        var configuration = Assert.Single(applied, line => line.StartsWith(Configuration, StringComparison.Ordinal));
        Assert.Equal(
            expected.Select(o => $"{o} {done}").Order(),
            applied.Select(line => line == configuration ? $"{Configuration} {done}" : line).Order()
        );

        foreach (var name in expected.Where(name => name != Configuration))
        {
            Assert.Equal(name, (await kubectl.RunAsync($"get {name} -o name")).Succeeded().Trim());
        }

        (
            await kubectl.RunAsync("wait --for=condition=Established crd/generationjobs.imageforge.dev --timeout=30s")
        ).Succeeded();
        Assert.Equal(
            "imageforge-operator true restricted",
            string.Join(
                ' ',
                (
                    await kubectl.RunAsync(
                        "get deployment imageforge-operator -o jsonpath={.spec.template.spec.serviceAccountName},{.spec.template.spec.securityContext.runAsNonRoot}"
                    )
                )
                    .Succeeded()
                    .Replace(',', ' '),
                (
                    await kubectl.RunAsync(
                        @"get namespace imageforge-system -o jsonpath={.metadata.labels.pod-security\.kubernetes\.io/enforce}"
                    )
                ).Succeeded()
            )
        );
        // A second time changes nothing, and what the cluster has is what the files say.
        (await kubectl.RunAsync(command)).Succeeded();
        Assert.Equal(
            "",
            (await kubectl.RunAsync(command.Replace("apply", "diff", StringComparison.Ordinal))).Succeeded()
        );
    }

    [Fact]
    public async Task The_storage_server_for_trying_out_is_installed_by_one_command()
    {
        var kubectl = Kubectl("s3");
        var applied = Lines((await kubectl.RunAsync("apply --server-side -k config/s3")).Succeeded());
        string[] expected =
        [
            "namespace/s3",
            "secret/s3",
            "service/s3",
            "persistentvolumeclaim/s3",
            "deployment.apps/s3",
        ];
        Assert.Equal(expected.Select(o => $"{o} serverside-applied").Order(), applied.Order());
        foreach (var name in expected)
        {
            Assert.Equal(name, (await kubectl.RunAsync($"get {name} -o name")).Succeeded().Trim());
        }
    }

    private static string[] Lines(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private Kubectl Kubectl(string space)
    {
        Assert.SkipWhen(
            Tools.Kubectl.Path is null,
            "kubectl 1.32 or newer is not here (tests/tools/kubectl.sh says why)"
        );
        return new(Tools.Kubectl.Path, _cluster!.Kubeconfig, Path.Combine(_folder.FullName, "cache"), space);
    }
}
