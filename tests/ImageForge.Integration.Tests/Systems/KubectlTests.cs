using System.Security.Cryptography;
using System.Text.Json.Nodes;
using ImageForge.Integration.Tests.Tools;
using Xunit;

namespace ImageForge.Integration.Tests.Systems;

/// <summary>What a person does with kubectl, from apply to delete.</summary>
public sealed class KubectlTests(InstalledSystem system)
{
    [Fact]
    public async Task Every_sample_is_admitted()
    {
        var kubectl = await system.KubectlAsync("samples");
        var samples = Directory.GetFiles(Repository.File("config", "samples"), "*.yaml");
        Assert.NotEmpty(samples);
        foreach (var sample in samples.Append(Repository.File("config", "argocd", "waves.yaml")))
        {
            (await kubectl.RunAsync($"apply --dry-run=server -f {sample}")).Succeeded();
        }
    }

    [Fact]
    public async Task A_job_becomes_a_stored_picture_and_kubectl_sees_all_of_it()
    {
        system.NeedsPods();
        var kubectl = await system.KubectlAsync("whole-path");
        var applied = (await kubectl.RunAsync("apply -f -", Manifests.Job("market"))).Succeeded();
        Assert.Equal("generationjob.imageforge.dev/market created\n", applied);
        (await kubectl.RunAsync("wait --for=condition=Ready gj/market --timeout=60s")).Succeeded();

        var table = (await kubectl.RunAsync("get gj market")).Succeeded();
        Assert.Matches(@"^NAME +STATE +PROGRESS +IMAGES .*AGE\nmarket +Completed +100 +1/1 ", table);
        var wide = (await kubectl.RunAsync("get gj market -o wide")).Succeeded();
        Assert.Contains("whole-path/market/0-11.png", wide, StringComparison.Ordinal);

        var status = JsonNode.Parse((await kubectl.RunAsync("get gj market -o json")).Succeeded())!["status"]!;
        var artifact = status["artifacts"]![0]!;
        var picture = await File.ReadAllBytesAsync(
            Path.Combine(system.Store, $"{artifact["key"]}"),
            TestContext.Current.CancellationToken
        );
        Assert.Equal($"{artifact["sha256"]}", Convert.ToHexStringLower(SHA256.HashData(picture)));
        Assert.Equal($"{artifact["bytes"]}", $"{picture.Length}");
        Assert.True(File.Exists(Path.Combine(system.Store, $"{status["manifest"]!["key"]}")));

        var description = (await kubectl.RunAsync("describe gj market")).Succeeded();
        Assert.Contains("Completed", description, StringComparison.Ordinal);
        Assert.Contains("Events:", description, StringComparison.Ordinal);
        Assert.Contains("market", (await kubectl.RunAsync("get events")).Succeeded(), StringComparison.Ordinal);
        var labels = (await kubectl.RunAsync("get jobs -o jsonpath={.items[0].metadata.labels}")).Succeeded();
        Assert.DoesNotContain("controller-uid", labels, StringComparison.Ordinal);

        var job = $"{status["jobName"]}";
        Assert.Contains(
            "Generating",
            (await kubectl.RunAsync($"logs job/{job}")).Succeeded(),
            StringComparison.Ordinal
        );
        Assert.Equal(
            "unchanged",
            (await kubectl.RunAsync("apply -f -", Manifests.Job("market"))).Succeeded().Trim().Split(' ')[^1]
        );

        (await kubectl.RunAsync("delete gj market --wait --timeout=30s")).Succeeded();
        (await kubectl.RunAsync($"wait --for=delete job/{job} --timeout=90s")).Succeeded();
        Assert.Equal(
            "",
            (await kubectl.RunAsync("get configmaps,jobs,pods -l imageforge.dev/job=market -o name")).Succeeded()
        );
    }

    [Fact]
    public async Task A_watch_tells_the_truth_all_along()
    {
        system.NeedsPods();
        var kubectl = await system.KubectlAsync("watching");
        await using var watch = kubectl.Start(
            "get gj -w --no-headers -o custom-columns=S:.status.state,P:.status.progress.percent,R:.status.conditions[?(@.type==\"Ready\")].status,G:.status.observedGeneration"
        );
        (
            await kubectl.RunAsync("apply -f -", Manifests.Job("four", variants: 4, size: "{width: 512, height: 512}"))
        ).Succeeded();
        await watch.WaitForLineAsync(line => line.StartsWith("Completed", StringComparison.Ordinal));

        var rows = watch.Lines.Select(l => l.Split(' ', StringSplitOptions.RemoveEmptyEntries)).ToList();
        Assert.All(rows, row => Assert.Equal(row[0] == "Completed", row[2] == "True"));
        var percents = rows.Where(r => r[1] != "<none>").Select(r => int.Parse(r[1], null)).ToList();
        Assert.Equal(percents.Order(), percents);
        Assert.Equal(100, percents[^1]);
        string[] order = ["<none>", "Pending", "Accepted", "Queued", "Running", "Completed"];
        var states = rows.Select(r => Array.IndexOf(order, r[0])).ToList();
        Assert.DoesNotContain(-1, states);
        Assert.Equal(states.Order(), states);
    }

    [Theory]
    [InlineData("unknown", "  bogus: 1", "unknown field \"spec.bogus\"")]
    [InlineData("enumeration", "  output: {format: GIF}", "spec.output.format: Unsupported value: \"GIF\"")]
    [InlineData("text-and-structure", "  prompt: {text: a, structured: {short_description: b}}", "spec.prompt")]
    public async Task A_bad_field_is_refused_by_the_server_and_named(string name, string more, string expected)
    {
        var kubectl = await system.KubectlAsync("bad-input");
        foreach (var how in new[] { "apply -f -", "create -f -" })
        {
            Assert.Contains(
                expected,
                (await kubectl.RunAsync(how, Manifests.Job(name, more))).Failed(),
                StringComparison.Ordinal
            );
        }
    }

    [Theory]
    [InlineData("suspend: 1", ".spec.suspend: expected boolean, got &{1}")]
    [InlineData("seed: soon", ".spec.seed: expected numeric (int or float), got string")]
    [InlineData("quality: 1", ".spec.quality: expected string, got &value.valueUnstructured{Value:1}")]
    [InlineData("compose: 1", ".spec.compose: expected map, got &{1}")]
    public async Task A_field_of_another_type_is_named_by_server_side_apply(string field, string expected)
    {
        var kubectl = await system.KubectlAsync("bad-input");
        var job =
            $"apiVersion: imageforge.dev/v1alpha1\nkind: GenerationJob\nmetadata: {{name: typed}}\nspec: {{{field}}}\n";
        Assert.Contains(
            $"failed to create typed patch object (bad-input/typed; imageforge.dev/v1alpha1, Kind=GenerationJob): {expected}\n",
            (await kubectl.RunAsync("apply --server-side -f -", job)).Failed(),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_kind_that_does_not_exist_is_named()
    {
        var kubectl = await system.KubectlAsync("bad-input");
        Assert.Contains(
            "no matches for kind \"GenerationJog\" in version \"imageforge.dev/v1alpha1\"",
            (
                await kubectl.RunAsync(
                    "apply -f -",
                    "apiVersion: imageforge.dev/v1alpha1\nkind: GenerationJog\nmetadata: {name: typo}\n"
                )
            ).Failed(),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_score_out_of_range_and_a_long_name_are_refused_by_the_server()
    {
        var kubectl = await system.KubectlAsync("bad-input");
        var score = Manifests.Job("score").Replace("-0.8", "-1.8", StringComparison.Ordinal);
        Assert.Contains(
            "spec.compose.signals[0].score",
            (await kubectl.RunAsync("apply --server-side -f -", score)).Failed(),
            StringComparison.Ordinal
        );
        var name = Manifests.Job(new string('n', 64));
        Assert.Contains("at most 63", (await kubectl.RunAsync("apply -f -", name)).Failed(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_job_runs_where_only_restricted_pods_may()
    {
        system.NeedsPods();
        var kubectl = await system.KubectlAsync("restricted");
        (
            await kubectl.RunAsync("label namespace restricted pod-security.kubernetes.io/enforce=restricted")
        ).Succeeded();
        (await kubectl.RunAsync("apply -f -", Manifests.Job("market"))).Succeeded();
        (await kubectl.RunAsync("wait --for=condition=Ready gj/market --timeout=60s")).Succeeded();
    }

    [Fact]
    public async Task A_job_waits_for_its_profile_and_goes_on_by_itself()
    {
        system.NeedsPods();
        var kubectl = await system.KubectlAsync("profiles");
        var job = Manifests.Job("waiting", "    atmosphere:\n      profileRef:\n        name: later");
        (await kubectl.RunAsync("apply -f -", job)).Succeeded();
        (
            await kubectl.RunAsync(
                "wait --for=jsonpath={.status.conditions[?(@.type==\"Accepted\")].reason}=ProfileNotFound gj/waiting --timeout=30s"
            )
        ).Succeeded();
        (
            await kubectl.RunAsync(
                "apply -f -",
                "apiVersion: imageforge.dev/v1alpha1\nkind: AtmosphereProfile\nmetadata: {name: later}\nspec: {strategy: Asset}"
            )
        ).Succeeded();
        (await kubectl.RunAsync("wait --for=condition=Ready gj/waiting --timeout=60s")).Succeeded();
    }

    [Fact]
    public async Task Explain_and_discovery_know_the_three_kinds()
    {
        var kubectl = await system.KubectlAsync("explain");
        var compose = (await kubectl.RunAsync("explain generationjob.spec.compose")).Succeeded();
        Assert.Contains("signals", compose, StringComparison.Ordinal);
        Assert.DoesNotContain("<no description>", compose, StringComparison.Ordinal);
        var resources = (await kubectl.RunAsync("api-resources --api-group=imageforge.dev")).Succeeded();
        Assert.Contains("atmosphereprofiles", resources, StringComparison.Ordinal);
        Assert.Contains("gj", resources, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_suspended_job_starts_when_it_is_edited()
    {
        system.NeedsPods();
        var kubectl = await system.KubectlAsync("suspend");
        (await kubectl.RunAsync("apply -f -", Manifests.Job("held", "  suspend: true"))).Succeeded();
        (await kubectl.RunAsync("wait --for=jsonpath={.status.state}=Suspended gj/held --timeout=30s")).Succeeded();
        kubectl.Environment["KUBE_EDITOR"] = "sed -i s/suspend:.true/suspend:\\ false/";
        (await kubectl.RunAsync("edit gj held")).Succeeded();
        (await kubectl.RunAsync("wait --for=condition=Ready gj/held --timeout=60s")).Succeeded();
        Assert.Contains(
            "immutable",
            (await kubectl.RunAsync("patch gj held --type merge -p '{\"spec\":{\"seed\":12}}'")).Failed(),
            StringComparison.Ordinal
        );
    }
}
