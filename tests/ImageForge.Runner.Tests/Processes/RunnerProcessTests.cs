using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using ImageForge.Contracts;
using ImageForge.Contracts.Plans;
using ImageForge.Contracts.Results;
using ImageForge.Runner.Tests.Runs;
using ImageForge.Testing.Tools;
using Xunit;

namespace ImageForge.Runner.Tests.Processes;

public sealed class RunnerProcessTests : IDisposable
{
    private readonly Workbench _bench = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_run_ends_with_0_a_message_and_a_log_of_json_lines()
    {
        var plan = _bench.Plan();
        var (code, output, message) = await RunAsync(plan);
        Assert.Equal(ExitCode.Done, code);
        Assert.Equal(plan.PlanHash, message!.PlanHash);
        Assert.Equal(_bench.Files()[plan.Delivery.ManifestKey], message.Manifest!.Sha256);
        var events = output.TrimEnd('\n').Split('\n').Select(Event).ToList();
        Assert.Contains("FirstStage", events);
        Assert.Equal("RunFinished", events[^1]);
    }

    [Fact]
    public async Task The_number_of_processors_changes_no_byte()
    {
        var plan = _bench.Plan(Workbench.Work with { Width = 300, Height = 200 });
        await RunAsync(plan, ("DOTNET_PROCESSOR_COUNT", "1"));
        var alone = _bench.Files();
        Directory.Delete(_bench.Root, recursive: true);
        await RunAsync(plan, ("DOTNET_PROCESSOR_COUNT", "8"));
        Assert.Equal(alone, _bench.Files());
    }

    [Fact]
    public async Task More_memory_than_the_limit_is_refused_with_what_to_lower_and_not_tried_again()
    {
        var plan = _bench.Plan(Workbench.Work with { Width = 8000, Height = 8000 });
        var (code, _, message) = await RunAsync(plan, ("IMAGEFORGE_MEMORY_LIMIT", "500000000"));
        Assert.Equal(ExitCode.BadInput, code);
        Assert.Equal(RunErrorReason.OutOfMemory, message!.Error!.Reason);
        Assert.Contains("reduce the image size", message.Error.Message, StringComparison.Ordinal);
        Assert.Contains("at most 476 MiB are used here", message.Error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Killed_at_any_moment_the_next_one_ends_with_the_same_bytes()
    {
        var plan = _bench.Plan(Workbench.Work with { Width = 256, Height = 192, Variants = 4 });
        var watch = Stopwatch.StartNew();
        await RunAsync(plan);
        var whole = watch.Elapsed;
        var expected = _bench.Files();
        var moments = new Random(5);
        for (var i = 0; i < 8; i++)
        {
            Directory.Delete(_bench.Root, recursive: true);
            using (var killed = RunnerProcess.Start(_bench, plan, ("POD_UID", $"pod-{i}")))
            {
                await Task.Delay(whole * moments.NextDouble(), Token);
                killed.Kill();
                await killed.EndAsync(Token);
            }

            var staged = Directory.Exists(_bench.Root)
                ? _bench
                    .Files()
                    .Keys.Count(k =>
                        k.EndsWith(".json", StringComparison.Ordinal) && k.Contains("pod-", StringComparison.Ordinal)
                    )
                : 0;
            var published = Directory.Exists(_bench.Root) && _bench.IsPublished(plan);
            var (code, output, _) = await RunAsync(plan, ("POD_UID", $"pod-{i}-again"));
            Assert.Equal(ExitCode.Done, code);
            Assert.Equal(
                expected,
                _bench.Files().Where(f => !f.Key.Contains("imageforge-tmp", StringComparison.Ordinal))
            );
            var made = output.Split('\n').Count(l => l.Contains("\"PictureFinished\"", StringComparison.Ordinal));
            Assert.Equal(published ? 0 : 4 - staged, made);
        }
    }

    [Fact]
    public async Task Terminated_it_ends_with_143_within_a_second_and_says_so()
    {
        var plan = _bench.Plan(Workbench.Work with { Width = 2000, Height = 1500, Variants = 10 });
        using var process = RunnerProcess.Start(_bench, plan);
        while (!Directory.Exists(_bench.Root))
        {
            await Task.Delay(20, Token);
        }

        await Task.Delay(300, Token);
        var watch = Stopwatch.StartNew();
        await Signals.TerminateAsync(process.Id);
        var (code, output, message) = await process.EndAsync(Token);
        Assert.Equal(ExitCode.Stopped, code);
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(3));
        Assert.Equal(RunErrorReason.Stopped, message!.Error!.Reason);
        Assert.Contains("StopRequested", output, StringComparison.Ordinal);
    }

    // It then serves no progress any more, and its telemetry is sent.
    [Fact]
    public async Task Terminated_when_its_result_is_written_it_ends_as_done()
    {
        for (var round = 0; round < 5; round++)
        {
            using var bench = new Workbench();
            using var process = RunnerProcess.Start(bench, bench.Plan());
            var result = Path.Combine(Path.GetDirectoryName(bench.Root)!, "termination-log");
            while (!File.Exists(result))
            {
                await Task.Delay(1, Token);
            }

            await Signals.TerminateAsync(process.Id);
            var (code, output, message) = await process.EndAsync(Token);
            Assert.True(code == ExitCode.Done, output);
            Assert.NotNull(message!.Manifest);
        }
    }

    [Fact]
    public async Task A_taken_port_is_a_warning_and_the_run_goes_on()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;
        var (code, output, _) = await RunAsync(_bench.Plan(), ("IMAGEFORGE_PROGRESS_PORT", $"{port}"));
        Assert.Equal(ExitCode.Done, code);
        Assert.Contains("ProgressNotServed", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Progress_is_served_at_the_pods_address_while_it_runs()
    {
        var plan = _bench.Plan(Workbench.Work with { Width = 1000, Height = 800, Variants = 10 });
        using var process = RunnerProcess.Start(
            _bench,
            plan,
            ("POD_IP", "127.83.1.9"),
            ("IMAGEFORGE_PROGRESS_PORT", "38471")
        );
        using var client = new HttpClient();
        Progress? progress = null;
        for (var i = 0; progress is null or { Stage: Stage.Queued } && i < 200; i++)
        {
            try
            {
                var json = await client.GetStringAsync("http://127.83.1.9:38471/progress", Token);
                progress = JsonSerializer.Deserialize(json, ContractsJson.Of<Progress>());
            }
            catch (HttpRequestException)
            {
                await Task.Delay(20, Token);
            }
        }

        Assert.Equal((plan.PlanHash, 10), (progress!.PlanHash, progress.VariantsTotal));
    }

    [Fact]
    public async Task A_bad_plan_ends_with_2_and_names_what_is_wrong()
    {
        var (code, _, message) = await RunAsync(_bench.Plan() with { PlanHash = "sha256:1" });
        Assert.Equal((ExitCode.BadInput, RunErrorReason.PlanInvalid), (code, message!.Error!.Reason));
    }

    [Fact]
    public async Task A_figure_beyond_all_numbers_is_bad_input()
    {
        var file = Path.Combine(Path.GetDirectoryName(_bench.Root)!, "plan.json");
        var json = JsonSerializer.Serialize(_bench.Plan(), ContractsJson.Of<RunPlan>());
        await File.WriteAllTextAsync(
            file,
            json.Replace("\"score\":0.7", "\"score\":1e999", StringComparison.Ordinal),
            Token
        );
        using var process = RunnerProcess.Start(_bench, ["--plan", file]);
        var (code, _, message) = await process.EndAsync(Token);
        Assert.Equal((ExitCode.BadInput, RunErrorReason.PlanInvalid), (code, message!.Error!.Reason));
    }

    [Fact]
    public async Task A_plan_that_is_not_there_is_bad_input()
    {
        using var process = RunnerProcess.Start(_bench, ["--plan", "no/such/plan.json", "--log", "text"]);
        var (code, output, message) = await process.EndAsync(Token);
        Assert.Equal(ExitCode.BadInput, code);
        Assert.Contains("no/such/plan.json", output, StringComparison.Ordinal);
        Assert.Contains("no/such/plan.json", message!.Error!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_message_that_cannot_be_left_is_a_warning()
    {
        var (code, output, _) = await RunAsync(_bench.Plan(), ("IMAGEFORGE_TERMINATION_LOG", "/proc/no/such/file"));
        Assert.Equal(ExitCode.Done, code);
        Assert.Contains("NoTerminationMessage", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_command_line_prints_how_it_is_called()
    {
        using var process = RunnerProcess.Start(_bench, ["--plna"]);
        var (code, output, _) = await process.EndAsync(Token);
        Assert.Equal(ExitCode.BadInput, code);
        Assert.Contains("usage: runner --plan FILE", output, StringComparison.Ordinal);
    }

    public void Dispose() => _bench.Dispose();

    private async Task<(ExitCode Code, string Output, TerminationMessage? Message)> RunAsync(
        RunPlan plan,
        params (string Name, string Value)[] environment
    )
    {
        using var process = RunnerProcess.Start(_bench, plan, environment);
        return await process.EndAsync(Token);
    }

    private static string Event(string line)
    {
        using var json = JsonDocument.Parse(line);
        return json.RootElement.GetProperty("event").GetString()!;
    }
}
