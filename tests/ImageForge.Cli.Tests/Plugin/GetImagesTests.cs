using System.Text.Json.Nodes;
using ImageForge.Api.Yaml;
using Xunit;

namespace ImageForge.Cli.Tests.Plugin;

public sealed class GetImagesTests : IAsyncDisposable
{
    private readonly ScriptedCluster _cluster = new();

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();

    [Fact]
    public async Task The_table_has_the_columns_of_kubectl()
    {
        _cluster.Add(ScriptedCluster.Jobs, Stored.Finished("night-market"));
        _cluster.Add(ScriptedCluster.Jobs, Stored.Job("waiting", "{}"));
        _cluster.Add(
            ScriptedCluster.Boards,
            Stored.Board("last-tram", """{"contactSheet": {"key": "s.png", "bytes": 900}}""")
        );
        var (code, output, errors) = await _cluster.RunAsync("get", "images");
        Assert.Equal(
            """
            NAME              SEED     RESOLUTION   FORMAT   SIZE    PRIMARY   AGE
            last-tram/sheet   <none>   <none>       <none>   900     true      <unknown>
            night-market/0    11       640x480      PNG      1.2Mi   true      AGE

            """,
            WithoutAges(output)
        );
        Assert.Equal((0, ""), (code, errors));
    }

    [Fact]
    public async Task Namespaces_wide_columns_and_headers_are_options()
    {
        _cluster.Add(ScriptedCluster.Jobs, Stored.Finished("market", more: ", \"url\": \"https://cdn/a.png\""));
        var (_, output, _) = await _cluster.RunAsync("get", "images", "-A", "-o", "wide");
        Assert.Equal(
            """
            NAMESPACE   NAME       SEED   RESOLUTION   FORMAT   SIZE    PRIMARY   AGE   SCORES          KEY     URL
            studio      market/0   11     640x480      PNG      1.2Mi   true      AGE   Sharpness=0.5   a.png   https://cdn/a.png

            """,
            WithoutAges(output)
        );
        (_, output, _) = await _cluster.RunAsync("get", "images", "--no-headers", "market");
        Assert.StartsWith("market/0   11    640x480   PNG   1.2Mi   true   ", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Documents_have_what_the_status_says()
    {
        _cluster.Add(ScriptedCluster.Jobs, Stored.Finished("market", "clé: 1\u001b[31m"));
        var json = JsonNode.Parse((await _cluster.RunAsync("get", "images", "-o", "json")).Output)!;
        var yaml = YamlReader.Read((await _cluster.RunAsync("get", "images", "-o", "yaml")).Output)[0].Value;
        Assert.Equal("market/0", $"{json["items"]![0]!["name"]}");
        Assert.Equal("clé: 1\u001b[31m", $"{json["items"]![0]!["key"]}");
        Assert.Equal(11, (int)json["items"]![0]!["seed"]!);
        Assert.Equal("GenerationJob", $"{json["items"]![0]!["owner"]!["kind"]}");
        Assert.True(JsonNode.DeepEquals(json, yaml), $"{yaml}");
        Assert.Equal("market/0\n", (await _cluster.RunAsync("get", "images", "-o", "name")).Output);
    }

    [Theory]
    [InlineData("get images -o wide")]
    [InlineData("get images -o json")]
    [InlineData("get images -o yaml")]
    [InlineData("get images -o name")]
    [InlineData("tree")]
    [InlineData("watch evil")]
    [InlineData("open evil --print")]
    public async Task Control_characters_are_never_printed(string line)
    {
        var evil = Stored.Finished("evil", "a\u001b]0;x\u0007\u202e\u009b.png");
        evil["status"]!["images"] = "1/1\u001b[2J";
        evil["status"]!["conditions"]![0]!["reason"] = "R\u001b[1m";
        evil["status"]!["conditions"]![0]!["message"] = "M\u001b[1m\nnext";
        evil["spec"] = JsonNode.Parse("""{"output": {"storage": {"uri": "s3://bucket"}}}""");
        _cluster.Add(ScriptedCluster.Jobs, evil);
        var (code, output, _) = await _cluster.RunAsync(line.Split(' '));
        Assert.Equal(0, code);
        Assert.DoesNotContain(output, c => char.IsControl(c) && c != '\n');
        Assert.NotEmpty(output);
    }

    [Fact]
    public async Task A_named_storyboard_has_the_images_of_its_frames()
    {
        _cluster.Add(ScriptedCluster.Boards, Stored.Board("tram", """{"contactSheet": {"key": "s.png"}}"""));
        const string Owner =
            ", \"ownerReferences\": [{\"apiVersion\": \"imageforge.dev/v1alpha1\", \"kind\": \"Storyboard\", \"name\": \"tram\", \"uid\": \"uid-tram\", \"controller\": true}]";
        foreach (var frame in Enumerable.Range(1, 20))
        {
            _cluster.Add(ScriptedCluster.Jobs, Stored.Finished($"tram-f{frame:00}", metadata: Owner));
        }

        _cluster.Add(ScriptedCluster.Jobs, Stored.Finished("other"));
        var (_, output, _) = await _cluster.RunAsync("get", "images", "storyboard", "tram", "-o", "name");
        Assert.Equal(
            ["tram/sheet", .. Enumerable.Range(1, 20).Select(frame => $"tram-f{frame:00}/0")],
            output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
        );
        Assert.Contains(
            _cluster.Requests,
            request => request.Query("labelSelector") == "imageforge.dev/storyboard=tram"
        );

        // A name without a kind is a storyboard's where no job has it.
        Assert.Equal(output, (await _cluster.RunAsync("get", "images", "tram", "-o", "name")).Output);
        Assert.Equal("tram/sheet\n", (await _cluster.RunAsync("get", "images", "tram/sheet", "-o", "name")).Output);
    }

    [Fact]
    public async Task Nothing_found_is_no_error()
    {
        Assert.Equal((0, "", "No resources found in studio namespace.\n"), await _cluster.RunAsync("get", "images"));
        Assert.Equal((0, "", "No resources found\n"), await _cluster.RunAsync("get", "images", "-A"));
        Assert.Equal((0, "", "No resources found in studio namespace.\n"), await _cluster.RunAsync("tree"));
        var (_, json, errors) = await _cluster.RunAsync("get", "images", "-o", "json");
        Assert.Empty(JsonNode.Parse(json)!["items"]!.AsArray());
        Assert.Equal("", errors);
    }

    [Fact]
    public async Task Selectors_and_the_namespace_reach_the_server()
    {
        await _cluster.RunAsync("get", "images", "-n", "art", "-l", "team in (a,b)");
        Assert.Equal(
            ["generationjobs", "storyboards"],
            _cluster
                .Requests.Select(request => request.Path.Replace($"{ScriptedCluster.Group}/namespaces/art/", ""))
                .Order(StringComparer.Ordinal)
        );
        Assert.All(_cluster.Requests, request => Assert.Equal("team in (a,b)", request.Query("labelSelector")));
    }

    private static string WithoutAges(string table) =>
        System.Text.RegularExpressions.Regex.Replace(
            table,
            @"(AGE|\d+y(\d+d)?)( *)",
            match => match.Groups[3].Length > 0 ? "AGE   " : "AGE"
        );
}
