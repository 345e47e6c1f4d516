using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ImageForge.Integration.Tests.Tools;
using Xunit;

namespace ImageForge.Integration.Tests.Systems;

/// <summary>What a person does with <c>kubectl imageforge</c>, through the real kubectl.</summary>
public sealed class PluginTests(InstalledSystem system) : IDisposable
{
    private readonly PluginFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_job_is_watched_listed_opened_and_run_again()
    {
        system.NeedsPods();
        var kubectl = await KubectlAsync("plugin-job");
        (await kubectl.RunAsync("apply -f -", Manifests.Job("market", variants: 2))).Succeeded();
        var watched = (await kubectl.PluginAsync("imageforge watch market")).Succeeded();
        Assert.Matches(@"^(market: (?!Completed).*\n)*market: Completed, 2/2 images in \d+m?\d*s\n$", watched);

        var table = (await kubectl.PluginAsync("imageforge get images")).Succeeded();
        Assert.Matches(
            """
            ^NAME       SEED   RESOLUTION   FORMAT   SIZE   +PRIMARY   AGE
            market/0   11     256x256      PNG      \d+Ki   +(true   |false  )   \d+s
            market/1   12     256x256      PNG      \d+Ki   +(true   |false  )   \d+s
            $
            """,
            table
        );
        Assert.Equal(
            "market/0\nmarket/1\n",
            (await kubectl.PluginAsync("imageforge get images market -o name")).Succeeded()
        );

        var json = JsonNode.Parse((await kubectl.PluginAsync("imageforge get images -o json")).Succeeded())!;
        var place = (await kubectl.PluginAsync("imageforge open market/1 --print")).Succeeded();
        Assert.Equal(Path.Combine(system.Store, $"{json["items"]![1]!["key"]}") + "\n", place);
        var saved = (await kubectl.PluginAsync($"imageforge open market --all --out {_folder.Path}/out")).Succeeded();
        Assert.Equal($"{_folder.Path}/out/market-0.png\n{_folder.Path}/out/market-1.png\n", saved);

        var tree = (await kubectl.PluginAsync("imageforge tree market")).Succeeded();
        Assert.Matches(
            """
            ^NAME +READY +STATE +REASON +AGE
            GenerationJob/market +True +Completed +Completed +\d+s
            ├─ConfigMap/market-[0-9a-f]{10} +- +- +- +\d+s
            └─Job/market-[0-9a-f]{10} +- +Complete +CompletionsReached +\d+s
              └─Pod/market-[0-9a-f]{10}-\w{5} +False +Succeeded +Completed +\d+s
            $
            """,
            tree
        );
        Assert.Contains(
            "\"event\":\"RunFinished\"",
            (await kubectl.PluginAsync("imageforge logs market")).Succeeded(),
            StringComparison.Ordinal
        );

        var created = (await kubectl.PluginAsync("imageforge rerun market --seed 77 --name again")).Succeeded();
        Assert.Equal("generationjob.imageforge.dev/again created\n", created);
        (await kubectl.PluginAsync("imageforge watch again")).Succeeded();
        Assert.Equal(
            "77/2",
            (await kubectl.RunAsync("get gj again -o jsonpath={.status.seed}/{.spec.variants}")).Succeeded()
        );
        Assert.DoesNotContain(
            "last-applied",
            (await kubectl.RunAsync("get gj again -o yaml")).Succeeded(),
            StringComparison.Ordinal
        );
        var generated = (await kubectl.PluginAsync("imageforge rerun market --seed 78")).Succeeded();
        Assert.Matches(@"^generationjob\.imageforge\.dev/market-\w{5} created\n$", generated);
    }

    [Fact]
    public async Task A_storyboard_is_a_tree_of_its_frames()
    {
        system.NeedsPods();
        var kubectl = await KubectlAsync("plugin-board");
        const string Board = """
            apiVersion: imageforge.dev/v1alpha1
            kind: Storyboard
            metadata: {name: tram}
            spec:
              scene: Long after midnight the last tram crosses the city. A woman runs for it.
              frames: 2
              template: {size: {width: 256, height: 256}, compose: {timeOfDay: night}}
            """;
        (await kubectl.RunAsync("apply -f -", Board)).Succeeded();
        var watched = (await kubectl.PluginAsync("imageforge watch sb tram")).Succeeded();
        Assert.Matches(@"storyboard/tram: Completed, 2/2 frames in \d+m?\d*s\n$", watched);
        Assert.Equal(
            "tram/sheet\ntram-f01/0\ntram-f02/0\n",
            (await kubectl.PluginAsync("imageforge get images storyboard/tram -o name")).Succeeded()
        );
        var lines = (await kubectl.PluginAsync("imageforge tree")).Succeeded().Split('\n');
        Assert.Equal(
            [
                "NAME",
                "Storyboard/tram",
                "├─GenerationJob/tram-f01",
                "│ ├─ConfigMap/tram-f01-",
                "│ └─Job/tram-f01-",
                "│   └─Pod/tram-f01-",
                "├─GenerationJob/tram-f02",
                "│ ├─ConfigMap/tram-f02-",
                "│ └─Job/tram-f02-",
                "│   └─Pod/tram-f02-",
                "├─ConfigMap/tram-",
                "└─Job/tram-",
                "  └─Pod/tram-",
                "",
            ],
            lines.Select(line =>
                Regex.Replace(Regex.Replace(line, " +(READY|True|False|-) .*$", ""), "(?<=-)[0-9a-f]{10}.*", "")
            )
        );
    }

    [Fact]
    public async Task Jobs_are_suspended_resumed_and_cancelled_and_a_deleted_one_ends_its_watch()
    {
        var kubectl = await KubectlAsync("plugin-control");
        (await kubectl.RunAsync("apply -f -", Manifests.Job("held", "  suspend: true"))).Succeeded();
        (await kubectl.RunAsync("wait --for=jsonpath={.status.state}=Suspended gj/held --timeout=30s")).Succeeded();
        await using (var watch = kubectl.StartPlugin("imageforge watch held"))
        {
            await watch.WaitForLineAsync(line => line.StartsWith("held: Suspended", StringComparison.Ordinal));
            (await kubectl.RunAsync("delete gj held")).Succeeded();
            Assert.Equal(1, await watch.WaitForExitAsync());
            Assert.Equal("held: Deleted", watch.Lines.Last());
        }

        (await kubectl.RunAsync("apply -f -", Manifests.Job("held", "  suspend: true"))).Succeeded();
        Assert.Equal(
            "generationjob.imageforge.dev/held suspended (no change)\n",
            (await kubectl.PluginAsync("imageforge suspend held")).Succeeded()
        );
        Assert.Equal(
            "generationjob.imageforge.dev/held cancelled\n",
            (await kubectl.PluginAsync("imageforge cancel gj/held")).Succeeded()
        );
        var result = await kubectl.PluginAsync("imageforge watch held");
        Assert.Equal(1, result.ExitCode);
        Assert.EndsWith("held: Cancelled: Cancelled by spec.cancel.\n", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Errors_are_those_of_kubectl()
    {
        var kubectl = await KubectlAsync("plugin-errors");
        var result = await kubectl.PluginAsync("imageforge get images");
        Assert.Equal(
            (0, "", "No resources found in plugin-errors namespace.\n"),
            (result.ExitCode, result.Output, result.Error)
        );
        Assert.Equal(
            (await kubectl.RunAsync("get gj none")).Failed(),
            Regex.Replace(
                (await kubectl.PluginAsync("imageforge get images none")).Failed(),
                "\nerror: exit status 1|^$",
                ""
            )
        );

        var config = (await kubectl.RunAsync("config view --raw --flatten --minify -o json")).Succeeded();
        var robot = JsonNode.Parse(config)!;
        robot["users"]![0]!["user"]!["as"] = "system:serviceaccount:plugin-errors:robot";
        var file = Path.Combine(_folder.Path, "robot.json");
        await File.WriteAllTextAsync(file, robot.ToJsonString(), TestContext.Current.CancellationToken);
        foreach (var command in new[] { "get images", "watch gj", "tree" })
        {
            Assert.Equal(
                (await kubectl.RunAsync($"get gj --kubeconfig {file}")).Failed(),
                (await kubectl.PluginAsync($"imageforge {command} --kubeconfig {file}")).Failed()
            );
        }
    }

    private async Task<Kubectl> KubectlAsync(string space)
    {
        var kubectl = await system.KubectlAsync(space);
        kubectl.Environment["PATH"] = _folder.SearchPath;
        return kubectl;
    }
}

/// <summary>A folder for PATH that has the plugin under the names by which kubectl finds it.</summary>
internal sealed class PluginFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("imageforge-plugin-");

    public PluginFolder()
    {
        foreach (var name in new[] { "imageforge", "kubectl-imageforge" })
        {
            File.CreateSymbolicLink(System.IO.Path.Combine(Path, name), Repository.Program("imageforge"));
        }
    }

    public string Path => _folder.FullName;

    /// <summary>A PATH that begins with the folder.</summary>
    public string SearchPath => $"{Path}:{Environment.GetEnvironmentVariable("PATH")}";

    public void Dispose() => _folder.Delete(recursive: true);
}
