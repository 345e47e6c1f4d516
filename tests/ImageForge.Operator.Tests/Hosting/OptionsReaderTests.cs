using ImageForge.Operator.Hosting;
using ImageForge.Planning;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace ImageForge.Operator.Tests.Hosting;

public class OptionsReaderTests
{
    [Theory]
    [InlineData("--nope", "'--nope' is no flag")]
    [InlineData("--port", "--port needs a value")]
    [InlineData("--port=x", "--port must be a number from 0 to 65535, not 'x'")]
    [InlineData("--namespace=a,B", "--namespace: 'B' is no name of a namespace")]
    [InlineData("--workers=0", "--workers must be a number from 1 to 256")]
    [InlineData("--model-cache=/models", "--model-cache must be hostPath:/folder or pvc:NAME, not '/models'")]
    [InlineData("--model-cache=hostPath:models", "not 'hostPath:models'")]
    [InlineData("--model-cache=pvc:", "not 'pvc:'")]
    [InlineData("--model-cache-size=much", "--model-cache-size must be an amount of bytes such as 50Gi, not 'much'")]
    [InlineData("--model-cache-size=20Ei", "not '20Ei'")]
    [InlineData("--model-cache=hostPath:/var/../etc", "not 'hostPath:/var/../etc'")]
    [InlineData("--model-cache=pvc:A b", "not 'pvc:A b'")]
    [InlineData("--leader-elect=yes", "--leader-elect must be true or false, not 'yes'")]
    [InlineData("--allow-file-uris=yes", "--allow-file-uris must be true or false, not 'yes'")]
    [InlineData("--default-store=file:///data", "--default-store 'file:///data' is a path inside each runner's pod")]
    [InlineData("--default-queue=a b", "--default-queue must be the name of a LocalQueue")]
    [InlineData("--gpu-resource=gpu", "--gpu-resource must be a device resource such as nvidia.com/gpu, not 'gpu'")]
    [InlineData("--image-pull-secret=A b", "--image-pull-secret must be the name of a Secret, not 'A b'")]
    [InlineData("--default-store-secret=A b", "--default-store-secret must be the name of a Secret, not 'A b'")]
    [InlineData("--allow-input-cidr=10.0.0.0/40", "--allow-input-cidr: '10.0.0.0/40' is not a CIDR such as 10.0.0.0/8")]
    [InlineData("--allow-input-cidr=169.254.169.254", "never allowed")]
    public void Bad_flags_are_named(string flag, string problem) =>
        Assert.Contains(
            problem,
            Assert.Throws<OptionsException>(() => Read([flag, .. Cluster])).Message,
            StringComparison.Ordinal
        );

    [Fact]
    public void Flags_win_over_the_environment_and_both_over_the_defaults()
    {
        var environment = new Dictionary<string, string>
        {
            ["IMAGEFORGE_DEFAULT_STORE"] = "s3://from/environment",
            ["IMAGEFORGE_RUNNER_IMAGE"] = "from-environment",
        };
        var options = Read([.. Cluster, "--default-store=s3://from/flag", "--leader-elect"], environment);
        Assert.Equal("s3://from/flag", options.Defaults.StoreUri);
        Assert.Equal("from-environment", options.Defaults.RunnerImage);
        Assert.True(options.LeaderElect);
        Assert.Equal(8081, options.Port);
    }

    [Fact]
    public void Networks_of_inputs_are_given_in_lists_and_again()
    {
        Assert.Empty(Read(Cluster).Defaults.AllowInputCidrs);
        var options = Read([.. Cluster, "--allow-input-cidr=10.0.0.0/8,192.0.2.7", "--allow-input-cidr", "fd12::/16"]);
        Assert.Equal(["10.0.0.0/8", "192.0.2.7/32", "fd12::/16"], options.Defaults.AllowInputCidrs);
    }

    [Fact]
    public void Models_are_kept_nowhere_in_a_folder_or_in_a_claim()
    {
        Assert.Equal((null, null), (Read(Cluster).Defaults.ModelCache, Read(Cluster).Defaults.ModelCacheBytes));
        var node = Read([.. Cluster, "--model-cache=hostPath:/var/lib/models", "--model-cache-size", "50Gi"]).Defaults;
        Assert.Equal(new ModelCachePlace.HostPath("/var/lib/models"), node.ModelCache);
        Assert.Equal(50L << 30, node.ModelCacheBytes);
        var claim = Read(Cluster, new() { ["IMAGEFORGE_MODEL_CACHE"] = "pvc:models" }).Defaults;
        Assert.Equal(new ModelCachePlace.Claim("models"), claim.ModelCache);
    }

    [Fact]
    public void Files_are_refused_unless_they_are_allowed()
    {
        Assert.False(Read(Cluster).Defaults.AllowFileUris);
        var allowed = Read([.. Cluster, "--allow-file-uris", "--default-store=file:///data"]).Defaults;
        Assert.Equal((true, "file:///data"), (allowed.AllowFileUris, allowed.StoreUri));
    }

    [Fact]
    public void Gpus_have_an_image_and_a_resource_of_their_own()
    {
        Assert.Equal("nvidia.com/gpu", Read(Cluster).Defaults.GpuResource);
        var options = Read([.. Cluster, "--runner-gpu-image=runner:cuda", "--gpu-resource=amd.com/gpu"]).Defaults;
        Assert.Equal(("runner:cuda", "amd.com/gpu"), (options.RunnerGpuImage, options.GpuResource));
    }

    [Fact]
    public void Namespaces_are_given_at_once_or_one_by_one()
    {
        Assert.Empty(Read(Cluster).Namespaces);
        Assert.Equal(["a", "b", "c"], Read([.. Cluster, "--namespace=a, b", "--namespace", "c"]).Namespaces);
        Assert.Equal(["a", "b"], Read(Cluster, new() { ["IMAGEFORGE_NAMESPACE"] = "a,b" }).Namespaces);
    }

    private static string[] Cluster => [$"--kubeconfig={Kubeconfig()}"];

    private static OperatorOptions Read(string[] args, Dictionary<string, string>? environment = null) =>
        OptionsReader.Read(args, name => environment?.GetValueOrDefault(name), NullLoggerFactory.Instance);

    private static string Kubeconfig()
    {
        var file = Path.Combine(AppContext.BaseDirectory, "options-reader.kubeconfig");
        File.WriteAllText(
            file,
            """
            apiVersion: v1
            kind: Config
            current-context: c
            clusters: [{name: c, cluster: {server: "https://127.0.0.1:1"}}]
            users: [{name: c, user: {token: t}}]
            contexts: [{name: c, context: {cluster: c, user: c}}]
            """
        );
        return file;
    }
}
