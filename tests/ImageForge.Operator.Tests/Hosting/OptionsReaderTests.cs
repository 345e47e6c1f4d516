using ImageForge.Operator.Hosting.Configuration;
using ImageForge.Planning;
using ImageForge.Testing.Data;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace ImageForge.Operator.Tests.Hosting;

public class OptionsReaderTests
{
    [Theory]
    [InlineData("--nope", "unknown flag: --nope")]
    [InlineData("--port", "flag needs an argument: --port")]
    [InlineData("--port=x", "invalid value \"x\" for --port: must be a number from 0 to 65535")]
    [InlineData("--namespace=a,B", "invalid value \"B\" for --namespace: must be a namespace name")]
    [InlineData("--workers=0", "must be a number from 1 to 256")]
    [InlineData("--namespace=", "flag needs an argument: --namespace is empty")]
    [InlineData("--namespace=,", "invalid value \"\" for --namespace: must be a namespace name")]
    [InlineData("--namespace=a,,b", "invalid value \"\" for --namespace: must be a namespace name")]
    [InlineData("--allow-input-cidr=10.0.0.0/8,", "invalid value \"\" for --allow-input-cidr: must be a CIDR")]
    [InlineData("--config=", "flag needs an argument: --config is empty")]
    [InlineData("--kubeconfig=", "flag needs an argument: --kubeconfig is empty")]
    [InlineData("--max-active=-1", "invalid value \"-1\" for --max-active: must be a number from 0 to 1000000")]
    [InlineData("--max-active=unlimited", "must be a number from 0 to 1000000")]
    [InlineData("--workers=1e2", "must be a number from 1 to 256")]
    [InlineData("--workers=0x10", "must be a number from 1 to 256")]
    [InlineData("--workers= 4", "must be a number from 1 to 256")]
    [InlineData("--children-after=1h", "must be a number of seconds from 0 to 3660996339")]
    [InlineData("--children-after=3660996340", "must be a number of seconds from 0 to 3660996339")]
    [InlineData("--children-after=1.5", "must be a number of seconds from 0 to 3660996339")]
    [InlineData("--leader-elect=True", "invalid value \"True\" for --leader-elect: must be true or false")]
    [InlineData("--leader-elect=1", "invalid value \"1\" for --leader-elect: must be true or false")]
    [InlineData("--leader-elect=yes", "invalid value \"yes\" for --leader-elect: must be true or false")]
    [InlineData("--model-cache=/models", "must be hostPath:/path or pvc:NAME")]
    [InlineData("--model-cache=hostPath:models", "\"hostPath:models\"")]
    [InlineData("--model-cache=pvc:", "\"pvc:\"")]
    [InlineData("--model-cache-size=much", "must be a size in bytes such as 50Gi")]
    [InlineData("--model-cache-size=20Ei", "\"20Ei\"")]
    [InlineData("--model-cache=hostPath:/var/../etc", "\"hostPath:/var/../etc\"")]
    [InlineData("--model-cache=pvc:A b", "\"pvc:A b\"")]
    [InlineData("--allow-file-uris=yes", "invalid value \"yes\" for --allow-file-uris: must be true or false")]
    [InlineData("--default-store=file:///data", "path inside each runner pod; or set --allow-file-uris")]
    [InlineData("--default-queue=a b", "must be a LocalQueue name")]
    [InlineData("--gpu-resource=gpu", "must be a device resource such as nvidia.com/gpu")]
    [InlineData("--image-pull-secret=A b", "must be a Secret name")]
    [InlineData("--default-store-secret=A b", "must be a Secret name")]
    [InlineData(
        "--allow-input-cidr=300.0.0.0/8",
        "invalid value \"300.0.0.0/8\" for --allow-input-cidr: must be a CIDR"
    )]
    [InlineData("--allow-input-cidr=fd12::/129", "invalid value \"fd12::/129\" for --allow-input-cidr: must be a CIDR")]
    [InlineData("--allow-input-cidr=1:2:3:4:5:6:7:8:9", "for --allow-input-cidr")]
    [InlineData("--allow-input-cidr=10.0.0.0/40", "invalid value \"10.0.0.0/40\" for --allow-input-cidr")]
    [InlineData("--allow-input-cidr=169.254.169.254", "never allowed")]
    [InlineData("--otlp-endpoint=http://user:secret@otel:4318", "must be an http or https URL without credentials")]
    [InlineData("--pending-timeout=0", "invalid value \"0\" for --pending-timeout: must be a number of seconds from 1")]
    [InlineData(
        "--runner-service-account=renders,A b",
        "invalid value \"A b\" for --runner-service-account: must be a ServiceAccount name"
    )]
    [InlineData("--otlp-protocol=http/json", "must be grpc or http/protobuf")]
    [InlineData("--log-level=2", "must be debug, information, warning or error")]
    [InlineData("--atmosphere-strategy=asset", "must be Asset or Prompt")]
    [InlineData("--address=8081", "invalid value \"8081\" for --address: must be an IP address")]
    [InlineData("--address=127.1", "must be an IP address")]
    [InlineData("--image-pull-secret=pull\n", "must be a Secret name")]
    public void Bad_flags_are_named(string flag, string problem) =>
        Assert.Contains(
            problem,
            Assert.Throws<OptionsException>(() => Read([flag, .. Cluster])).Message,
            StringComparison.Ordinal
        );

    /// <summary>Each flag there is, also one that is added later.</summary>
    [Fact]
    public void Every_flag_refuses_a_value_that_cannot_be_from_the_command_line_and_from_the_environment()
    {
        var flags = Option.All.Select(option => option.Flag).Where(flag => flag is not ("kubeconfig" or "config"));
        foreach (var flag in flags)
        {
            var error = Assert.Throws<OptionsException>(() => Read([$"--{flag}= no such value ", .. Cluster]));
            Assert.StartsWith("invalid value \"", error.Message, StringComparison.Ordinal);
            Assert.Contains($"for --{flag}: must be ", error.Message, StringComparison.Ordinal);
            var variable = "IMAGEFORGE_" + flag.Replace('-', '_').ToUpperInvariant();
            error = Assert.Throws<OptionsException>(() => Read(Cluster, new() { [variable] = " no such value " }));
            Assert.Contains($"for {variable}: must be ", error.Message, StringComparison.Ordinal);
        }
    }

    /// <summary>A Service named imageforge sets IMAGEFORGE_PORT=tcp://10.0.0.1:80 in all pods that do not refuse it.</summary>
    [Fact]
    public async Task The_deployment_takes_no_options_from_the_names_of_services()
    {
        var deployment = await File.ReadAllTextAsync(
            Path.Combine(Checkout.Root, "config", "default", "deployment.yaml"),
            TestContext.Current.CancellationToken
        );
        Assert.Contains("\n      enableServiceLinks: false\n", deployment, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true, "--leader-elect")]
    [InlineData(true, "--leader-elect=true")]
    [InlineData(false, "--leader-elect=false")]
    [InlineData(false)]
    public void Leader_election_is_on_or_off(bool expected, params string[] flags) =>
        Assert.Equal(expected, Read([.. flags, .. Cluster]).LeaderElect);

    /// <summary>As a flag, in the environment and in a file: a mistake in it would mean two leaders.</summary>
    [Theory]
    [InlineData("yes")]
    [InlineData("on")]
    [InlineData("1")]
    [InlineData("TRUE")]
    public void Leader_election_is_refused_rather_than_off(string value)
    {
        var form = "must be true or false";
        Assert.Contains(form, Refusal([$"--leader-elect={value}", .. Cluster]), StringComparison.Ordinal);
        Assert.Contains(
            form,
            Refusal(Cluster, new() { ["IMAGEFORGE_LEADER_ELECT"] = value }),
            StringComparison.Ordinal
        );
        Assert.Equal("unknown flag: " + value + "; see --help", Refusal(["--leader-elect", value, .. Cluster]));
    }

    [Fact]
    public void Active_jobs_are_limited_unless_that_is_turned_off()
    {
        Assert.Equal(new(500, 0), Read(Cluster).Limits);
        var none = Read([.. Cluster, "--max-active=0", "--max-active-per-namespace", "20"]).Limits;
        Assert.Equal(new(0, 20), none);
    }

    [Fact]
    public void An_empty_variable_is_an_absent_one()
    {
        var names = Option.All.Select(option => option.Variable).Append("POD_NAMESPACE").Append("POD_NAME");
        var options = Read(Cluster, names.ToDictionary(name => name, _ => ""));
        Assert.Equal("default", options.LeaseNamespace);
        Assert.NotEmpty(options.Identity);
        Assert.Empty(options.Namespaces);
    }

    private static string Refusal(string[] args, Dictionary<string, string>? environment = null) =>
        Assert.Throws<OptionsException>(() => Read(args, environment)).Message;

    [Fact]
    public void Limits_and_accounts_of_runners_are_those_of_the_flags()
    {
        var defaults = Read(["--pending-timeout=900", "--runner-service-account=renders, models", .. Cluster]).Defaults;
        Assert.Equal(TimeSpan.FromMinutes(15), defaults.PendingTimeout);
        Assert.Equal(["renders", "models"], defaults.ServiceAccountNames);
        Assert.Null(Read(Cluster).Defaults.PendingTimeout);
        Assert.Empty(Read(Cluster).Defaults.ServiceAccountNames);
    }

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
        Assert.Equal(new ModelCacheLocation.HostPath("/var/lib/models"), node.ModelCache);
        Assert.Equal(50L << 30, node.ModelCacheBytes);
        var claim = Read(Cluster, new() { ["IMAGEFORGE_MODEL_CACHE"] = "pvc:models" }).Defaults;
        Assert.Equal(new ModelCacheLocation.Claim("models"), claim.ModelCache);
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

    private static string[] Cluster => [$"--kubeconfig={Kubeconfig(AppContext.BaseDirectory)}"];

    private static OperatorOptions Read(string[] args, Dictionary<string, string>? environment = null) =>
        OptionsReader.Read(args, name => environment?.GetValueOrDefault(name), NullLoggerFactory.Instance);

    internal static string Kubeconfig(string folder)
    {
        var file = Path.Combine(folder, "options-reader.kubeconfig");
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
