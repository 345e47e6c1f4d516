using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using ImageForge.Cli.Plugin;
using ImageForge.Kube;
using Xunit;

namespace ImageForge.Cli.Tests.Plugin;

/// <summary>What <c>imageforge watch</c> prints and returns.</summary>
public sealed class WatchTests
{
    [Fact]
    public async Task Each_change_is_a_line_and_the_end_is_the_exit_code()
    {
        await using var cluster = Watched(
            [Running("a", "Queued", "0/2", "Queued")],
            [
                Event("MODIFIED", Running("a", "Running", "0/2", "Queued")),
                Event("MODIFIED", Running("a", "Running", "0/2", "Generating")),
                Event("MODIFIED", Running("a", "Running", "0/2", "Generating", percent: 70)),
                Event("MODIFIED", Running("a", "Running", "1/2", "Generating")),
                Event("MODIFIED", Stored.Finished("a")),
            ]
        );
        var (code, output, errors) = await cluster.RunAsync("watch", "a");
        Assert.Equal(
            """
            a: Queued, Unschedulable: no node
            a: Running 0/2
            a: Running 0/2, Generating
            a: Running 1/2, Generating
            a: Completed, 1/1 images in 90s

            """,
            output
        );
        Assert.Equal((0, ""), (code, errors));
        Assert.Contains(cluster.Requests, request => request.Query("fieldSelector") == "metadata.name=a");
    }

    [Theory]
    [InlineData("Failed", "RetriesExhausted", 1)]
    [InlineData("Failed", "BadInput", 2)]
    [InlineData("Failed", "RefusedByPolicy", 3)]
    [InlineData("Rejected", "NotSupported", 2)]
    [InlineData("Rejected", "BudgetExceeded", 3)]
    [InlineData("Cancelled", "Cancelled", 1)]
    public async Task The_outcome_is_the_exit_code(string state, string reason, int expected)
    {
        await using var cluster = new ScriptedCluster();
        cluster.Add(ScriptedCluster.Jobs, Ended("a", state, reason));
        cluster.Add(ScriptedCluster.Jobs, Stored.Finished("b"));
        var (code, output, _) = await cluster.RunAsync("watch", "a", "b");
        Assert.Equal(expected, code);
        var cause = state == reason ? ": why" : $", {reason}: why";
        Assert.Equal(
            [$"a: {state}{cause}", "b: Completed, 1/1 images in 90s"],
            output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public void A_failure_comes_before_a_refusal() => Assert.Equal(1, JobOutcome.Worst([0, 3, 1, 2]));

    [Fact]
    public async Task A_job_that_is_deleted_has_failed()
    {
        await using var cluster = Watched(
            [Running("a", "Running", "0/2", "Generating")],
            [Event("DELETED", Running("a", "Running", "0/2", "Generating"))]
        );
        Assert.Equal((1, "a: Running 0/2, Generating\na: Deleted\n", ""), await cluster.RunAsync("watch", "a"));
    }

    [Fact]
    public async Task An_expired_watch_goes_on_with_a_list_that_shows_what_is_gone()
    {
        var lists = new ConcurrentQueue<JsonObject[]>([
            [Running("a", "Running", "0/2", "Generating"), Running("b", "Running", "0/1", "Generating")],
            [Running("b", "Running", "0/1", "Evaluating")],
            [Stored.Finished("b")],
        ]);
        const string Gone =
            """{"type": "ERROR", "object": {"kind": "Status", "code": 410, "reason": "Expired", "message": "too old"}}""";
        await using var cluster = Watched(lists, [Gone], breaks: true);
        var (code, output, errors) = await cluster.RunAsync("watch", "gj");
        Assert.Equal(
            "a: Running 0/2, Generating\nb: Running 0/1, Generating\nb: Running 0/1, Evaluating\na: Deleted\nb: Completed, 1/1 images in 90s\n",
            output
        );
        Assert.Equal((1, ""), (code, errors));
    }

    [Fact]
    public async Task Without_names_only_unfinished_ones_are_watched_and_new_ones_too()
    {
        await using var cluster = Watched(
            [Stored.Finished("old"), Running("a", "Queued", "0/1", "Queued")],
            [
                Event("MODIFIED", Stored.Finished("old")),
                Event("ADDED", Running("new", "Pending", "0/1", "Queued")),
                Event("MODIFIED", Stored.Finished("a")),
                Event("MODIFIED", Stored.Finished("new")),
            ]
        );
        var (code, output, _) = await cluster.RunAsync("watch", "generationjobs");
        Assert.Equal(0, code);
        Assert.DoesNotContain("old", output, StringComparison.Ordinal);
        Assert.EndsWith(
            "a: Completed, 1/1 images in 90s\nnew: Completed, 1/1 images in 90s\n",
            output,
            StringComparison.Ordinal
        );

        await using var idle = Watched([Stored.Finished("old")], []);
        Assert.Equal((0, "", "No unfinished jobs found in studio namespace.\n"), await idle.RunAsync("watch"));
    }

    [Fact]
    public async Task A_watch_that_is_forbidden_ends_with_the_servers_message()
    {
        await using var cluster = new ScriptedCluster(async exchange =>
        {
            if (exchange.Request.Query("watch") is null)
            {
                return false;
            }

            await exchange.AnswerAsync(403, ScriptedCluster.Error(403, "Forbidden", "cannot watch"));
            return true;
        });
        cluster.Add(ScriptedCluster.Jobs, Running("a", "Running", "0/2", "Generating"));
        Assert.Equal(
            (1, "a: Running 0/2, Generating\n", "Error from server (Forbidden): cannot watch\n"),
            await cluster.RunAsync("watch", "a")
        );
    }

    [Fact]
    public void Bars_are_drawn_in_place_within_the_terminal()
    {
        var output = new StringWriter();
        var view = new BarWatchView(new SafeOutput(output, TextWriter.Null), namespaces: true, () => (60, 4));
        var jobs = new[] { "a", "b", "c" }.Select(name => new Unstructured(
            Running(name, "Running", "0/2", "Generating", 50)
        ));
        foreach (var job in jobs)
        {
            view.Show(job);
        }

        view.End(new Unstructured(Stored.Finished("a")), "Completed");
        const string Bar = "━━━━━━━━━━━━────────────  50%  Running 0/2, Gene…";
        Assert.Equal(
            $"studio/a  {Bar}\n"
                + $"\u001b[1A\u001b[Jstudio/a  {Bar}\nstudio/b  {Bar}\n"
                + $"\u001b[2A\u001b[Jstudio/a  {Bar}\nstudio/b  {Bar}\nand 1 more\n"
                + $"\u001b[3A\u001b[Jstudio/a: Completed\nstudio/b  {Bar}\nstudio/c  {Bar}\n",
            output.ToString()
        );
    }

    private static ScriptedCluster Watched(JsonObject[] list, string[] events) =>
        Watched(new ConcurrentQueue<JsonObject[]>([list]), events);

    /// <summary>A cluster of jobs with lists, the last of which stays, and with events after each.</summary>
    private static ScriptedCluster Watched(ConcurrentQueue<JsonObject[]> lists, string[] events, bool breaks = false)
    {
        var cluster = new ScriptedCluster(async exchange =>
        {
            if (exchange.Request.Path != ScriptedCluster.Jobs)
            {
                return false;
            }

            if (exchange.Request.Query("watch") is null)
            {
                JsonObject[] list;
                _ = lists.Count > 1 ? lists.TryDequeue(out list!) : lists.TryPeek(out list!);
                await exchange.AnswerAsync(200, ScriptedCluster.List(list.Select(value => value.DeepClone())));
                return true;
            }

            await exchange.BeginAsync();
            foreach (var line in events)
            {
                await exchange.SendLineAsync(line);
            }

            if (breaks)
            {
                await exchange.EndAsync();
            }
            else
            {
                await exchange.KeepSilentAsync();
            }

            return true;
        });
        lists.TryPeek(out var first);
        foreach (var value in first!)
        {
            cluster.Add(ScriptedCluster.Jobs, value);
        }

        return cluster;
    }

    private static string Event(string type, JsonObject value) =>
        new JsonObject { ["type"] = type, ["object"] = value }.ToJsonString();

    private static JsonObject Running(string name, string state, string images, string stage, int percent = 60) =>
        Stored.Job(
            name,
            $$"""
            {"state": "{{state}}", "images": "{{images}}", "progress": {"percent": {{percent}}, "stage": "{{stage}}"},
             "conditions": [{"type": "Ready", "status": "False", "reason": "Unschedulable", "message": "no node"}]}
            """
        );

    private static JsonObject Ended(string name, string state, string reason) =>
        Stored.Job(
            name,
            $$"""
            {"state": "{{state}}", "conditions": [{"type": "Ready", "status": "False", "reason": "{{reason}}", "message": "why"}]}
            """
        );
}
