using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace ImageForge.Runtime.Tests.Informers;

/// <summary>
/// Whatever a server and a network do to a watcher (events twice, events out of order, ends, breaks, expired versions),
/// it comes to hold what the server holds, and what it told on the way adds up to that.
/// </summary>
public sealed class WatcherModelTests
{
    private static readonly Gen<Act> Acts =
        from kind in Gen.Frequency(
            (10, Gen.Constant(ActKind.Mutate)),
            (8, Gen.Constant(ActKind.Deliver)),
            (2, Gen.Constant(ActKind.Repeat)),
            (2, Gen.Constant(ActKind.Swap)),
            (1, Gen.Constant(ActKind.Bookmark)),
            (1, Gen.Constant(ActKind.End)),
            (1, Gen.Constant(ActKind.Break)),
            (1, Gen.Constant(ActKind.Error)),
            (1, Gen.Constant(ActKind.Compact))
        )
        from key in Gen.Choose(0, 4)
        from number in Gen.Choose(0, 99)
        select new Act(kind, key, number);

    [Fact]
    public void The_store_becomes_what_the_server_holds() =>
        Properties.Check(Prop.ForAll(Arb.From(Gen.ArrayOf(Acts)), Run), 2000);

    private static void Run(Act[] acts)
    {
        var simulation = new WatcherSimulation();
        foreach (var act in acts)
        {
            simulation.Do(act);
        }
        simulation.Settle();
        Assert.Equal(simulation.ServerObjects.ToHashSet(), simulation.StoreObjects.ToHashSet());
        Assert.Equal(simulation.ServerObjects.ToHashSet(), simulation.ToldObjects.ToHashSet());
    }

    internal enum ActKind
    {
        Mutate,
        Deliver,
        Repeat,
        Swap,
        Bookmark,
        End,
        Break,
        Error,
        Compact,
    }

    internal sealed record Act(ActKind Kind, int Key, int Number);
}
