using FsCheck;
using FsCheck.Fluent;
using ImageForge.Kube;
using ImageForge.Runtime.Queues;
using ImageForge.Testing.Time;
using Xunit;

namespace ImageForge.Runtime.Tests.Queues;

/// <summary>The queue does as a much simpler one does, whatever the order of calls.</summary>
public sealed class WorkQueueModelTests
{
    private const long Hour = 3_600_000;

    /// <summary>Mostly short; now and then longer than any timer takes, as specs may ask for.</summary>
    private static readonly Gen<long> Times = Gen.Frequency(
        (8, Gen.Choose(1, 50).Select(milliseconds => (long)milliseconds)),
        (1, Gen.Elements(uint.MaxValue - 2L, uint.MaxValue - 1L, uint.MaxValue, 1200 * Hour, 999_999 * Hour))
    );

    private static readonly Gen<Operation> Operations =
        from kind in Gen.Elements(Enum.GetValues<OperationKind>())
        from key in Gen.Choose(0, 4)
        from priority in Gen.Elements(Enum.GetValues<Priority>())
        from milliseconds in Times
        select new Operation(kind, key, priority, milliseconds);

    [Fact]
    public void Any_sequence_of_calls_gives_what_the_model_gives() =>
        Properties.Check(Prop.ForAll(Arb.From(Gen.ArrayOf(Operations), Shrink), operations => Run(operations)));

    private static IEnumerable<Operation[]> Shrink(Operation[] operations) =>
        Enumerable.Range(0, operations.Length).Select(i => operations[..i].Concat(operations[(i + 1)..]).ToArray());

    private static void Run(Operation[] operations)
    {
        var time = new FakeTimeProvider();
        using var queue = new WorkQueue("test", time, e => Assert.Fail($"{e}"));
        var model = new QueueModel();
        foreach (var operation in operations)
        {
            Apply(operation, queue, model, time);
            Assert.Equal(model.Waiting, queue.Count);
        }
        // Whatever was added comes out in the end, once.
        foreach (var key in model.Processing.ToArray())
        {
            queue.Done(Key(key));
            model.Done(key);
        }
        time.Advance(TimeSpan.FromHours(1_000_000));
        model.Advance(1_000_000 * Hour);
        while (model.Take() is { } expected)
        {
            Assert.Equal(Key(expected), Taken(queue));
        }
        Assert.Equal(0, queue.Count);
    }

    private static void Apply(Operation operation, WorkQueue queue, QueueModel model, FakeTimeProvider time)
    {
        switch (operation.Kind)
        {
            case OperationKind.Add:
                queue.Add(Key(operation.Key), operation.Priority);
                model.Add(operation.Key, operation.Priority);
                break;
            case OperationKind.AddAfter:
                queue.AddAfter(Key(operation.Key), TimeSpan.FromMilliseconds(operation.Milliseconds));
                model.AddAfter(operation.Key, operation.Milliseconds);
                break;
            case OperationKind.Advance:
                time.Advance(TimeSpan.FromMilliseconds(operation.Milliseconds));
                model.Advance(operation.Milliseconds);
                break;
            case OperationKind.Done:
                queue.Done(Key(operation.Key));
                model.Done(operation.Key);
                break;
            case OperationKind.Take when model.Take() is { } expected:
                Assert.Equal(Key(expected), Taken(queue));
                break;
        }
    }

    private static ObjectKey? Taken(WorkQueue queue)
    {
        var taken = queue.TakeAsync().AsTask();
        Assert.True(taken.IsCompletedSuccessfully, "A key that waits is given at once.");
        return taken.Result;
    }

    private static ObjectKey Key(int key) => new("studio", $"{key}");

    internal enum OperationKind
    {
        Add,
        AddAfter,
        Advance,
        Take,
        Done,
    }

    internal sealed record Operation(OperationKind Kind, int Key, Priority Priority, long Milliseconds);
}
