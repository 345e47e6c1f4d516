using ImageForge.Cli.Commands;
using Xunit;

namespace ImageForge.Cli.Tests.Plugin;

/// <summary>Errors and exit codes, as kubectl words them.</summary>
public sealed class ErrorTests : IAsyncDisposable
{
    private readonly ScriptedCluster _cluster = new();

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();

    [Theory]
    [InlineData("get images nope", "Error from server (NotFound): generationjobs.imageforge.dev \"nope\" not found", 1)]
    [InlineData("get images sb/nope", "Error from server (NotFound): storyboards.imageforge.dev \"nope\" not found", 1)]
    [InlineData("tree nope", "Error from server (NotFound): generationjobs.imageforge.dev \"nope\" not found", 1)]
    [InlineData("watch nope", "Error from server (NotFound): generationjobs.imageforge.dev \"nope\" not found", 1)]
    [InlineData("logs nope", "Error from server (NotFound): generationjobs.imageforge.dev \"nope\" not found", 1)]
    [InlineData("open nope", "Error from server (NotFound): generationjobs.imageforge.dev \"nope\" not found", 1)]
    [InlineData(
        "rerun nope --seed 1",
        "Error from server (NotFound): generationjobs.imageforge.dev \"nope\" not found",
        1
    )]
    [InlineData("suspend nope", "Error from server (NotFound): generationjobs.imageforge.dev \"nope\" not found", 1)]
    [InlineData("get images done/7", "error: image \"done/7\" not found", 1)]
    [InlineData("get images ..", "error: invalid resource name \"..\"", 2)]
    [InlineData("get images A%2fB", "error: invalid resource name \"A%2fB\"", 2)]
    [InlineData("get images \u001b[31m", "error: invalid resource name \"\\u001b[31m\"", 2)]
    [InlineData(
        "get images pod/x",
        "error: invalid name \"pod/x\": use NAME, generationjob/NAME, storyboard/NAME, or JOB/VARIANT for an image",
        2
    )]
    [InlineData("get images done -l a=b", "error: name cannot be provided when a selector is specified", 2)]
    [InlineData("get images done -A", "error: a resource cannot be retrieved by name across all namespaces", 2)]
    [InlineData("get images -n ..", "error: invalid namespace \"..\"", 2)]
    [InlineData(
        "get images --request-timeout soon",
        "error: invalid --request-timeout \"soon\": use seconds or a duration such as 1m30s",
        2
    )]
    [InlineData("get images --context none", "contexts has no entry \"none\".", 1)]
    [InlineData("watch done/0", "error: invalid name \"done/0\": a job or storyboard is required, not an image", 2)]
    [InlineData("logs a b", "error: exactly one NAME is required", 2)]
    [InlineData("logs done -p --attempt 1", "error: --previous and --attempt cannot be combined", 2)]
    [InlineData(
        "logs done",
        "error: generationjob.imageforge.dev/done has no pod (Completed): it never ran, or its pods have been deleted",
        1
    )]
    [InlineData("rerun sb/x --seed 1", "error: only jobs can be run again, not storyboards", 2)]
    [InlineData("rerun done", "error: Option '--seed' is required.\nSee 'imageforge rerun --help' for usage.", 2)]
    [InlineData("get jobs", "error: Unrecognized command or argument 'jobs'.", 2)]
    public async Task A_mistake_is_named(string line, string expected, int code)
    {
        _cluster.Add(ScriptedCluster.Jobs, Stored.Finished("done"));
        var result = await _cluster.RunAsync(line.Split(' '));
        Assert.Equal((code, ""), (result.Code, result.Output));
        Assert.Contains(expected, result.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain(result.Errors, c => char.IsControl(c) && c != '\n');
    }

    [Fact]
    public async Task Missing_permissions_are_named()
    {
        const string Message =
            "generationjobs.imageforge.dev is forbidden: User \"u\" cannot list resource \"generationjobs\" in API group \"imageforge.dev\" in the namespace \"studio\"";
        _cluster.Answers[ScriptedCluster.Jobs] = (403, ScriptedCluster.Error(403, "Forbidden", Message));
        foreach (var command in new[] { "get images", "watch", "tree" })
        {
            var (code, output, errors) = await _cluster.RunAsync(command.Split(' '));
            Assert.Equal((1, "", $"Error from server (Forbidden): {Message}\n"), (code, output, errors));
        }
    }

    [Theory]
    [InlineData(
        "404 page not found\n",
        404,
        "error: the server doesn't have the resource types of imageforge.dev/v1alpha1: install the ImageForge CRDs\n"
    )]
    [InlineData("upstream \u001b[1mgone", 502, "Error from server: upstream \\u001b[1mgone\n")]
    public async Task A_server_without_the_kinds_is_named(string body, int status, string expected)
    {
        _cluster.Answers[ScriptedCluster.Jobs] = (status, body);
        _cluster.Answers[ScriptedCluster.Jobs + "/x"] = (status, body);
        Assert.Equal((1, "", expected), await _cluster.RunAsync("get", "images"));
        Assert.Equal((1, "", expected), await _cluster.RunAsync("watch", "x"));
    }

    [Fact]
    public async Task A_rejected_object_is_reported_by_field()
    {
        _cluster.Add(ScriptedCluster.Jobs, Stored.Finished("done"));
        _cluster.Answers[ScriptedCluster.Jobs] = (
            422,
            """
            {"kind": "Status", "code": 422, "reason": "Invalid", "message": "m", "details": {"kind": "GenerationJob", "name": "x",
             "causes": [{"field": "spec.seed", "message": "too large"}, {"field": "spec.size", "message": "too small"}]}}
            """
        );
        Assert.Equal(
            (1, "", "The GenerationJob \"x\" is invalid:\n* spec.seed: too large\n* spec.size: too small\n"),
            await _cluster.RunAsync("rerun", "done", "--seed", "1")
        );
    }

    [Fact]
    public async Task A_silent_server_is_given_up_after_the_request_timeout()
    {
        await using var silent = new ScriptedCluster(async exchange =>
        {
            await exchange.KeepSilentAsync();
            return true;
        });
        var (code, _, errors) = await silent.RunAsync("get", "images", "--request-timeout", "200ms");
        Assert.Equal(1, code);
        Assert.StartsWith("Unable to connect to the server: GET ", errors, StringComparison.Ordinal);
        Assert.Contains("timed out after 0.2 s", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_kubeconfig_is_named()
    {
        var errors = new StringWriter();
        string[] line = ["get", "images", "--kubeconfig", "/nonexistent/config"];
        Assert.Equal(
            1,
            await RootCommands.RunAsync(
                line,
                "imageforge",
                TextWriter.Null,
                errors,
                TestContext.Current.CancellationToken
            )
        );
        Assert.Equal("error: /nonexistent/config does not exist.\n", errors.ToString());
    }

    [Theory]
    [InlineData("kubectl-imageforge", "kubectl imageforge get images")]
    [InlineData("/usr/bin/imageforge", "imageforge get images")]
    public async Task Help_names_the_program_as_it_was_called_and_asks_no_cluster(string program, string expected)
    {
        var output = new StringWriter();
        var code = await RootCommands.RunAsync(
            ["get", "images", "--help"],
            program,
            output,
            TextWriter.Null,
            TestContext.Current.CancellationToken
        );
        Assert.Equal(0, code);
        Assert.Contains($"Usage:\n  {expected} [<NAME>...] [options]", output.ToString(), StringComparison.Ordinal);
        var errors = new StringWriter();
        Assert.Equal(
            2,
            await RootCommands.RunAsync(
                ["get", "images", "--nope"],
                program,
                output,
                errors,
                TestContext.Current.CancellationToken
            )
        );
        Assert.Equal($"error: unknown flag: --nope\nSee '{expected} --help' for usage.\n", errors.ToString());
    }
}
