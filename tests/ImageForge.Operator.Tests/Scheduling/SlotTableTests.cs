using ImageForge.Kube;
using ImageForge.Operator.Scheduling;
using ImageForge.Runtime.Queues;
using Xunit;

namespace ImageForge.Operator.Tests.Scheduling;

/// <summary>Who is next.</summary>
public class SlotTableTests
{
    private static readonly DateTime Start = new(2026, 11, 1, 9, 0, 0, DateTimeKind.Utc);

    /// <summary>A job is "namespace/name" with its age in seconds, L, N or H, in any order.</summary>
    [Theory]
    // By priority, whatever the age and the namespace.
    [InlineData("a/1 9 L, a/2 5 N, b/3 1 H", "", "b/3 a/2 a/1")]
    // The oldest, then by name.
    [InlineData("a/3 1 N, a/2 9 N, a/1 1 N", "", "a/2 a/1 a/3")]
    // Namespaces take turns, the one with the oldest job first.
    [InlineData("a/1 9 N, a/2 8 N, a/3 7 N, b/4 1 N, b/5 1 N", "", "a/1 b/4 a/2 b/5 a/3")]
    // The namespace with the fewest active jobs, until it has as many as the others.
    [InlineData("a/1 9 N, a/2 9 N, b/3 1 N, b/4 1 N, b/5 1 N", "a a", "b/3 b/4 a/1 b/5 a/2")]
    // Priority before fairness.
    [InlineData("a/1 1 H, a/2 1 H, b/3 9 N", "a a a", "a/1 a/2 b/3")]
    // Active jobs of a namespace without waiting ones change nothing.
    [InlineData("a/1 2 N, b/2 1 N", "c c c", "a/1 b/2")]
    public void Jobs_start_in_this_order(string waiting, string active, string order)
    {
        var table = Table(new(0), waiting, active);
        Assert.Equal(order, Drain(table));
        Assert.Null(table.Next());
    }

    [Theory]
    [InlineData(3, 0, "a/1 b/3 a/2", "The limit of active jobs is reached (scheduling.maxActive: 3).")]
    [InlineData(
        0,
        1,
        "a/1 b/3",
        "The limit of active jobs of a namespace is reached (scheduling.maxActivePerNamespace: 1)."
    )]
    [InlineData(
        3,
        2,
        "a/1 b/3 a/2",
        "The limit of active jobs of a namespace is reached (scheduling.maxActivePerNamespace: 2)."
    )]
    public void Jobs_beyond_a_limit_wait_and_are_told_which(int total, int each, string order, string limit)
    {
        var table = Table(new(total, each), "a/1 9 N, a/2 8 N, b/3 7 N, b/4 6 N, a/5 5 N", "");
        Assert.Equal(order, Drain(table));
        Assert.Equal(limit, table.Limit("a"));
        table.Free("a");
        Assert.NotNull(table.Next());
    }

    [Fact]
    public void A_namespace_at_its_limit_is_passed_over_even_by_jobs_of_lower_priority()
    {
        var table = Table(new(0, 1), "a/1 9 H, b/2 1 L", "a");
        Assert.Equal("b/2", Drain(table));
    }

    [Fact]
    public void What_is_active_beyond_a_limit_is_counted_and_nothing_starts()
    {
        var table = Table(new(2), "b/1 9 H", "a a a");
        Assert.Equal(3, table.Active);
        Assert.Null(table.Next());
        table.Free("a");
        Assert.Null(table.Next());
        table.Free("a");
        Assert.Equal("b/1", $"{table.Next()!.Key}");
    }

    [Fact]
    public void A_job_that_is_raised_overtakes_and_is_counted_once()
    {
        var table = Table(new(0), "a/1 9 N, a/2 1 L", "");
        table.Wait(Job("a/2 1 H"));
        Assert.Equal(
            (1, 1, 0),
            (table.Waiting(Priority.High), table.Waiting(Priority.Normal), table.Waiting(Priority.Low))
        );
        Assert.Equal("a/2 a/1", Drain(table));
    }

    /// <summary>Whatever happens in whatever order, the next one is that of a plain list.</summary>
    [Fact]
    public void Any_sequence_of_calls_gives_what_a_plain_list_gives()
    {
        for (var seed = 0; seed < 300; seed++)
        {
            var random = new Random(seed);
            var limits = new SlotLimits(random.Next(6), random.Next(4));
            var table = new SlotTable(limits);
            var waiting = new Dictionary<ObjectKey, Candidate>();
            var active = new List<string>();
            for (var step = 0; step < 200; step++)
            {
                var job = Random(random);
                switch (random.Next(5))
                {
                    case 0 or 1:
                        table.Wait(job);
                        waiting[job.Key] = job;
                        break;
                    case 2:
                        table.Leave(job.Key);
                        waiting.Remove(job.Key);
                        break;
                    case 3:
                        table.Take(job.Key.Namespace);
                        active.Add(job.Key.Namespace);
                        break;
                    case 4 when active.Count > 0:
                        var ns = active[random.Next(active.Count)];
                        table.Free(ns);
                        active.Remove(ns);
                        break;
                }

                var expected = Next(limits, waiting.Values, active);
                Assert.True(expected == table.Next(), $"seed {seed}, step {step}: {expected}, not {table.Next()}");
                Assert.Equal(active.Count, table.Active);
                Assert.Equal(waiting.Values.Count(j => j.Priority == Priority.High), table.Waiting(Priority.High));
            }
        }
    }

    /// <summary>The order as it is documented.</summary>
    internal static Candidate? Next(SlotLimits limits, IEnumerable<Candidate> waiting, IReadOnlyList<string> active)
    {
        int In(string ns) => active.Count(other => other == ns);
        return limits.MaxActive > 0 && active.Count >= limits.MaxActive
            ? null
            : waiting
                .Where(job => limits.MaxActivePerNamespace == 0 || In(job.Key.Namespace) < limits.MaxActivePerNamespace)
                .OrderByDescending(job => job.Priority)
                .ThenBy(job => In(job.Key.Namespace))
                .ThenBy(job => job.Created)
                .ThenBy(job => job.Key.Namespace, StringComparer.Ordinal)
                .ThenBy(job => job.Key.Name, StringComparer.Ordinal)
                .FirstOrDefault();
    }

    private static Candidate Random(Random random) =>
        new(
            new ObjectKey($"{(char)('a' + random.Next(3))}", $"{random.Next(8)}"),
            $"{random.Next(2)}",
            (Priority)random.Next(1, 4),
            Start.AddSeconds(random.Next(4))
        );

    private static SlotTable Table(SlotLimits limits, string waiting, string active)
    {
        var table = new SlotTable(limits);
        foreach (var job in waiting.Split(", "))
        {
            table.Wait(Job(job));
        }

        foreach (var ns in active.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            table.Take(ns);
        }

        return table;
    }

    private static string Drain(SlotTable table)
    {
        List<ObjectKey> order = [];
        while (table.Next() is { } next)
        {
            table.Leave(next.Key);
            table.Take(next.Key.Namespace);
            order.Add(next.Key);
        }

        return string.Join(' ', order);
    }

    private static Candidate Job(string text)
    {
        var parts = text.Split(' ');
        var key = parts[0].Split('/');
        return new(
            new ObjectKey(key[0], key[1]),
            "uid",
            parts[2] switch
            {
                "H" => Priority.High,
                "L" => Priority.Low,
                _ => Priority.Normal,
            },
            Start.AddSeconds(-int.Parse(parts[1], System.Globalization.CultureInfo.InvariantCulture))
        );
    }
}
