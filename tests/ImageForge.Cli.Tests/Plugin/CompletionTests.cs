using Xunit;

namespace ImageForge.Cli.Tests.Plugin;

/// <summary>What shells and kubectl are told.</summary>
public sealed class CompletionTests : IAsyncDisposable
{
    private readonly ScriptedCluster _cluster = new();

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();

    [Theory]
    [InlineData("ge|", "get\t", ":4")]
    [InlineData("get|im|", "images\t", ":4")]
    [InlineData("get|images|n|", "night-market", ":4")]
    [InlineData("watch|storyboard/|", "storyboard/tram", ":4")]
    [InlineData("get|images|--no-|", "--no-headers\t", ":4")]
    [InlineData("get|images|-o|js|", "json", ":4")]
    [InlineData("get|images|--output=ya|", "yaml", ":4")]
    [InlineData("logs|-n|s|", "studio", ":4")]
    [InlineData("logs|--namespace=s|", "studio", ":4")]
    [InlineData("logs|--context|o|", "other", ":4")]
    [InlineData("rerun|x|--seed|", null, ":4")]
    [InlineData("completion|z|", "zsh", ":4")]
    public async Task Words_are_completed(string words, string? expected, string directive)
    {
        _cluster.Add(ScriptedCluster.Jobs, Stored.Finished("night-market"));
        _cluster.Add(ScriptedCluster.Jobs, Stored.Finished("storm"));
        _cluster.Add(ScriptedCluster.Boards, Stored.Board("tram", "{}"));
        var space = Stored.Job("studio", "{}");
        _cluster.Add("/api/v1/namespaces", space);
        string[] line = words.StartsWith("rerun", StringComparison.Ordinal)
            ? [.. words.Split('|')]
            : words.Split('|')[..^1];
        var (code, output, errors) = await _cluster.RunAsync(["__complete", .. line]);
        var lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal((0, ""), (code, errors));
        Assert.Equal(directive, lines[^1]);
        Assert.Equal(expected is null ? 1 : 2, lines.Length);
        Assert.StartsWith(expected ?? directive, lines[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Files_are_left_to_the_shell() =>
        Assert.Equal((0, ":0\n", ""), await _cluster.RunAsync("__complete", "run", "-f", ""));

    [Fact]
    public async Task A_cluster_that_refuses_completes_nothing()
    {
        _cluster.Answers[ScriptedCluster.Jobs] = (403, ScriptedCluster.Error(403, "Forbidden", "no"));
        Assert.Equal((0, ":4\n", ""), await _cluster.RunAsync("__complete", "logs", ""));
    }
}
