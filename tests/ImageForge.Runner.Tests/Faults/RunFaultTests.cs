using ImageForge.Artifacts.Errors;
using ImageForge.Contracts;
using ImageForge.Contracts.Plans;
using ImageForge.Contracts.Results;
using ImageForge.Runner.Tests.Runs;
using Xunit;

namespace ImageForge.Runner.Tests.Faults;

/// <summary>Ends runs at every call to the store, in several ways, and lets the next attempt go on.</summary>
public sealed class RunFaultTests
{
    // More than a run has; each test stops at the first call that does not come.
    private const int MostCalls = 100;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public async Task Killed_at_any_step_the_next_attempt_ends_with_the_same_bytes(bool after, bool changed)
    {
        var expected = await UndisturbedAsync();
        var steps = 0;
        for (; steps < MostCalls; steps++)
        {
            using var bench = await PrepareAsync(changed);
            var plan = bench.Plan();
            var first = new Recorder();
            FaultyStore? store = null;
            var killed = await bench.RunAsync(
                plan,
                first,
                s => store = new(s, steps, after, () => throw new KilledException()),
                Token
            );
            Assert.Equal(store!.Struck, killed.Message.Error?.Reason == RunErrorReason.Internal);
            bench.IsPublished(plan);

            var second = new Recorder();
            Assert.Equal(ExitCode.Done, (await bench.RunAsync(plan, second, Token)).ExitCode);
            Assert.Equal(expected, bench.Files());
            Assert.Empty(first.Variants("PictureFinished").Intersect(second.Variants("PictureFinished")));
            if (!store.Struck)
            {
                break;
            }
        }

        Assert.InRange(steps, 12, MostCalls - 1);
    }

    [Fact]
    public async Task Stopped_at_any_step_it_ends_as_stopped_and_keeps_what_is_finished()
    {
        var expected = await UndisturbedAsync();
        for (var step = 0; step < MostCalls; step++)
        {
            using var bench = new Workbench();
            using var stop = new CancellationTokenSource();
            var plan = bench.Plan();
            var first = new Recorder();
            FaultyStore? store = null;
            var outcome = await bench.RunAsync(
                plan,
                first,
                s => store = new(s, step, after: false, stop.Cancel),
                stop.Token
            );
            if (!store!.Struck)
            {
                Assert.Equal(ExitCode.Done, outcome.ExitCode);
                return;
            }

            if (outcome.ExitCode != ExitCode.Done)
            {
                Assert.Equal(
                    (ExitCode.Stopped, RunErrorReason.Stopped),
                    (outcome.ExitCode, outcome.Message.Error!.Reason)
                );
            }

            var second = new Recorder();
            Assert.Equal(ExitCode.Done, (await bench.RunAsync(plan, second, Token)).ExitCode);
            Assert.Equal(expected, bench.Files());
            Assert.Empty(first.Variants("PictureFinished").Intersect(second.Variants("PictureFinished")));
        }

        Assert.Fail("The run never got through.");
    }

    [Fact]
    public async Task A_store_that_fails_at_any_step_is_reported_as_such_and_the_next_attempt_goes_on()
    {
        var expected = await UndisturbedAsync();
        for (var step = 0; step < MostCalls; step++)
        {
            using var bench = new Workbench();
            var plan = bench.Plan();
            FaultyStore? store = null;
            var outcome = await bench.RunAsync(
                plan,
                new(),
                s => store = new(s, step, after: false, () => throw new StoreUnreachableException("gone")),
                Token
            );
            // Clearing comes last: what cannot be cleared does not undo a stored result.
            var cleared = outcome.ExitCode == ExitCode.Done;
            Assert.True(
                cleared || outcome.Message.Error is { Reason: RunErrorReason.StoreUnreachable, Message: "gone" }
            );
            Assert.Equal(ExitCode.Done, (await bench.RunAsync(plan, new(), Token)).ExitCode);
            Assert.Equal(expected, bench.Files());
            if (!store!.Struck)
            {
                return;
            }
        }

        Assert.Fail("The run never got through.");
    }

    [Fact]
    public async Task Records_of_another_plan_or_incarnation_are_not_resumed()
    {
        using var bench = new Workbench();
        var plan = bench.Plan();
        var first = new Recorder();
        await bench.RunAsync(
            plan,
            first,
            s => new FaultyStore(s, 5, after: true, () => throw new KilledException()),
            Token
        );
        Assert.NotEmpty(first.Variants("PictureFinished"));
        var other = bench.Plan(Workbench.Work with { Seed = 8 });
        Assert.Equal(plan.Delivery.PartialPrefix, other.Delivery.PartialPrefix);
        var second = new Recorder();
        await bench.RunAsync(other, second, Token);
        Assert.Equal([0, 1], second.Variants("PictureFinished"));
    }

    [Fact]
    public async Task A_finished_picture_that_was_damaged_is_made_again()
    {
        var expected = await UndisturbedAsync();
        using var bench = new Workbench();
        var plan = bench.Plan();
        await bench.RunAsync(
            plan,
            new(),
            s => new FaultyStore(s, 7, after: true, () => throw new KilledException()),
            Token
        );
        var staged = bench.Files().Keys.Where(k => k.EndsWith(".png", StringComparison.Ordinal)).ToList();
        Assert.Equal(2, staged.Count);
        bench.Put(staged[0], [1]);
        var second = new Recorder();
        await bench.RunAsync(plan, second, Token);
        Assert.Equal([0], second.Variants("PictureFinished"));
        Assert.Equal(expected, bench.Files());
    }

    private static async Task<SortedDictionary<string, string>> UndisturbedAsync()
    {
        using var bench = new Workbench();
        await bench.RunAsync(bench.Plan(), new(), Token);
        return bench.Files();
    }

    /// <summary>A store that is empty, or holds the result of the job before it was changed.</summary>
    private static async Task<Workbench> PrepareAsync(bool changed)
    {
        var bench = new Workbench();
        if (changed)
        {
            RunPlan before = bench.Plan(Workbench.Work with { Seed = 1 });
            await bench.RunAsync(before, new(), Token);
        }

        return bench;
    }

    /// <summary>Stands for the end of the process: nothing in a run knows it.</summary>
    private sealed class KilledException : Exception;
}
