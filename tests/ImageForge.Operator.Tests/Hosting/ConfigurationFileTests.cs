using ImageForge.Api.Common;
using ImageForge.Operator.Hosting.Configuration;
using ImageForge.Planning;
using ImageForge.Testing.Data;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace ImageForge.Operator.Tests.Hosting;

public sealed class ConfigurationFileTests : IDisposable
{
    private const string Head = "apiVersion: config.imageforge.dev/v1alpha1\nkind: OperatorConfiguration\n";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("imageforge-config-");

    private string Path => System.IO.Path.Combine(_folder.FullName, "operator.yaml");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Every_field_is_read()
    {
        var options = Read(
            Head
                + """
                namespaces: [studio, lab]
                leaderElection: {enabled: true}
                workers: 4
                scheduling: {maxActive: 20, maxActivePerNamespace: 5}
                health: {address: 127.0.0.1, port: 9090}
                logging: {format: text, level: debug}
                runner:
                  image: registry.example/runner:1
                  gpuImage: registry.example/runner:cuda
                  gpuResource: amd.com/gpu
                  imagePullSecret: pull
                  queueName: studio
                modelCache: {place: "pvc:models", maxSize: 50Gi}
                store: {uri: "s3://renders/a", endpoint: "http://minio:9000", region: eu-1, secretName: s3}
                inputs: {allowFileURIs: true, allowedCIDRs: [10.0.0.0/8, "fd12::/16"]}
                jobs: {atmosphereStrategy: Prompt, childrenAfter: 1h30m}
                """
        );
        Assert.Equal(["studio", "lab"], options.Namespaces);
        Assert.Equal(
            (true, 4, 9090, "127.0.0.1"),
            (options.LeaderElect, options.Workers, options.Port, $"{options.Address}")
        );
        Assert.Equal(new(20, 5), options.Limits);
        var defaults = options.Defaults;
        Assert.Equal("registry.example/runner:1", defaults.RunnerImage);
        Assert.Equal("registry.example/runner:cuda", defaults.RunnerGpuImage);
        Assert.Equal("amd.com/gpu", defaults.GpuResource);
        Assert.Equal(["pull"], defaults.ImagePullSecrets);
        Assert.Equal("studio", defaults.QueueName);
        Assert.Equal(new ModelCacheLocation.Claim("models"), defaults.ModelCache);
        Assert.Equal(50L << 30, defaults.ModelCacheBytes);
        Assert.Equal(
            ("s3://renders/a", "http://minio:9000", "eu-1", "s3"),
            (defaults.StoreUri, defaults.StoreEndpoint, defaults.StoreRegion, defaults.StoreSecret)
        );
        Assert.True(defaults.AllowFileUris);
        Assert.Equal(["10.0.0.0/8", "fd12::/16"], defaults.AllowInputCidrs);
        Assert.Equal(AtmosphereStrategy.Prompt, defaults.AtmosphereStrategy);
        Assert.Equal(TimeSpan.FromMinutes(90), defaults.ChildrenAfter);
        Assert.Equal((false, LogLevel.Debug), OptionsReader.ReadLogging([$"--config={Path}"], _ => null));
    }

    /// <summary>The file above sets each field, also one that is added later.</summary>
    [Fact]
    public void Every_option_but_two_has_a_field() =>
        Assert.Equal(["config", "kubeconfig"], Option.All.Where(o => o.Field is null).Select(o => o.Flag));

    [Fact]
    public void Flags_and_variables_win_over_the_file()
    {
        const string Text = Head + "workers: 4\nrunner: {image: file, gpuImage: file, queueName: file}\n";
        var options = Read(
            Text,
            ["--runner-image=flag"],
            new() { ["IMAGEFORGE_RUNNER_IMAGE"] = "variable", ["IMAGEFORGE_RUNNER_GPU_IMAGE"] = "variable" }
        );
        Assert.Equal(
            ("flag", "variable", "file", 4),
            (options.Defaults.RunnerImage, options.Defaults.RunnerGpuImage, options.Defaults.QueueName, options.Workers)
        );
    }

    /// <summary>YAML's own words, as kubectl reads them: none of them means the opposite.</summary>
    [Theory]
    [InlineData("yes", true)]
    [InlineData("On", true)]
    [InlineData("no", false)]
    public void Leader_election_may_be_a_yaml_boolean(string value, bool expected) =>
        Assert.Equal(expected, Read(Head + $"leaderElection: {{enabled: {value}}}").LeaderElect);

    [Fact]
    public void Null_is_absent() => Assert.Equal(16, Read(Head + "workers:\nrunner:\nstore: {uri: }\n").Workers);

    [Theory]
    [InlineData("", "operator.yaml: the file is empty; expected apiVersion: config.imageforge.dev/v1alpha1")]
    [InlineData("[a]", "operator.yaml: must be one YAML mapping")]
    [InlineData(
        "kind: OperatorConfiguration",
        "operator.yaml:1:1: expected apiVersion: config.imageforge.dev/v1alpha1"
    )]
    [InlineData("apiVersion: config.imageforge.dev/v1\nkind: OperatorConfiguration", "operator.yaml:1:")]
    [InlineData(Head + Head, "operator.yaml:3:1: ")]
    [InlineData(Head + "---\n" + Head, "must be one YAML mapping")]
    [InlineData(Head + "workers: 4\n  a: b", "operator.yaml:4:")]
    [InlineData(Head + "worker: 4", "operator.yaml:3:1: unknown field \"worker\"")]
    [InlineData(Head + "runner: {\n  gpuimage: x}", "operator.yaml:4:3: unknown field \"runner.gpuimage\"")]
    [InlineData(Head + "runner: x", "operator.yaml:3:1: runner: must be a mapping")]
    [InlineData(Head + "workers: four", "operator.yaml:3:1: workers: must be a number")]
    [InlineData(Head + "workers: {}", "operator.yaml:3:1: workers: must be a number")]
    [InlineData(Head + "namespaces: studio", "namespaces: must be a list of strings")]
    [InlineData(Head + "namespaces: [\"\"]", "namespaces: must be a list of strings, none empty")]
    [InlineData(Head + "namespaces: [\"a,b\"]", "namespaces: must be a list of strings, none empty or with a comma")]
    [InlineData(Head + "inputs: {allowedCIDRs: [\" \"]}", "must be a list of strings, none empty")]
    [InlineData(Head + "leaderElection: {enabled: enabled}", "leaderElection.enabled: must be true or false")]
    [InlineData(Head + "leaderElection: {enabled: 1}", "leaderElection.enabled: must be true or false")]
    [InlineData(Head + "leaderElection: true", "leaderElection: must be a mapping")]
    [InlineData(Head + "scheduling: {maxActive: 1.5}", "invalid value \"1.5\" for scheduling.maxActive (")]
    [InlineData(Head + "scheduling: {maxActive: -1}", "invalid value \"-1\" for scheduling.maxActive (")]
    [InlineData(Head + "scheduling: {maxactive: 5}", "unknown field \"scheduling.maxactive\"")]
    [InlineData(Head + "jobs: {childrenAfter: 500ms}", "jobs.childrenAfter: must be a duration such as 1h30m")]
    [InlineData(Head + "jobs: {childrenAfter: -1h}", "jobs.childrenAfter: must be a duration such as 1h30m")]
    [InlineData(Head + "namespaces: [1]", "namespaces: must be a list of strings")]
    [InlineData(Head + "leaderElection: {enabled: \"true\"}", "leaderElection.enabled: must be true or false")]
    [InlineData(Head + "jobs: {childrenAfter: 3600}", "jobs.childrenAfter: must be a duration such as 1h30m")]
    [InlineData(Head + "jobs: {childrenAfter: 9999999999999999999h}", "jobs.childrenAfter: must be a duration")]
    [InlineData(Head + "jobs: {childrenAfter: 200000000000000000m}", "jobs.childrenAfter: must be a duration")]
    [InlineData(Head + "jobs: {childrenAfter: 1m1h}", "jobs.childrenAfter: must be a duration")]
    [InlineData(Head + "jobs: {childrenAfter: \"\"}", "jobs.childrenAfter: must be a duration")]
    [InlineData(Head + "jobs: {childrenAfter: \"1h\\n\"}", "jobs.childrenAfter: must be a duration")]
    [InlineData(Head + "runner: {pendingTimeout: 0s}", "must be a number of seconds from 1 to")]
    [InlineData(Head + "runner: {image: 1.5}", "runner.image: must be a string")]
    [InlineData(
        Head + "health: {port: 99999}",
        "invalid value \"99999\" for health.port (operator.yaml:3:10): must be a number from 0 to 65535"
    )]
    [InlineData(Head + "store: {uri: file:///data}", "for store.uri (operator.yaml:3:9): must be s3:// or pvc://")]
    public void A_bad_file_is_refused_with_the_place(string text, string problem) =>
        Assert.Contains(
            problem,
            Assert.Throws<OptionsException>(() => Read(text)).Message.Replace(_folder.FullName + "/", ""),
            StringComparison.Ordinal
        );

    /// <summary>What an installation begins with.</summary>
    [Fact]
    public void The_file_of_the_installation_is_read()
    {
        var file = System.IO.Path.Combine(Checkout.Root, "config", "default", "operator.yaml");
        var options = Read(File.ReadAllText(file));
        Assert.True(options.LeaderElect);
        Assert.Equal(new OperatorDefaults().RunnerImage, options.Defaults.RunnerImage);
        // What is commented out is right too.
        var all = File.ReadAllLines(file)
            .Select(line => line.StartsWith("# ", StringComparison.Ordinal) ? line[2..] : line);
        options = Read(string.Join('\n', all.Where(line => !line.EndsWith('.'))));
        Assert.Equal(["10.0.0.0/8"], options.Defaults.AllowInputCidrs);
        Assert.Equal("s3://bucket/prefix", options.Defaults.StoreUri);
    }

    [Fact]
    public void A_file_that_is_not_there_is_named()
    {
        var error = Assert.Throws<OptionsException>(() => OptionSources.Read(["--config=/no/such.yaml"], _ => null));
        Assert.StartsWith("--config: ", error.Message, StringComparison.Ordinal);
        Assert.Contains("/no/such.yaml", error.Message, StringComparison.Ordinal);
        // What is logged about it is logged all the same.
        Assert.Equal((true, LogLevel.Information), OptionsReader.ReadLogging(["--config=/no/such.yaml"], _ => null));
    }

    [Theory]
    [InlineData("/", "/ is a directory.")]
    [InlineData("/dev/zero", "/dev/zero is larger than 1 MiB.")]
    public void What_is_no_file_of_a_configuration_is_refused(string path, string problem)
    {
        var error = Assert.Throws<OptionsException>(() => OptionSources.Read([$"--config={path}"], _ => null));
        Assert.Equal($"--config: {problem}", error.Message);
    }

    [Fact]
    public void The_variable_that_names_a_bad_file_is_named()
    {
        var error = Assert.Throws<OptionsException>(() =>
            OptionSources.Read([], name => name == "IMAGEFORGE_CONFIG" ? "/nope.yaml" : null)
        );
        Assert.StartsWith("IMAGEFORGE_CONFIG: ", error.Message, StringComparison.Ordinal);
        Assert.Contains("/nope.yaml", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_of_the_largest_size_is_read()
    {
        var text = Head + "workers: 4\n#";
        Assert.Equal(4, Read(text + new string('x', (1 << 20) - text.Length)).Workers);
        Assert.Throws<OptionsException>(() => Read(text + new string('x', (1 << 20) - text.Length + 1)));
    }

    private OperatorOptions Read(string text, string[]? flags = null, Dictionary<string, string>? environment = null)
    {
        File.WriteAllText(Path, text);
        return OptionsReader.Read(
            [$"--config={Path}", $"--kubeconfig={OptionsReaderTests.Kubeconfig(_folder.FullName)}", .. flags ?? []],
            name => environment?.GetValueOrDefault(name),
            NullLoggerFactory.Instance
        );
    }
}
