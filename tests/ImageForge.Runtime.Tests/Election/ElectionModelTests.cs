using FsCheck.Fluent;
using Xunit;

namespace ImageForge.Runtime.Tests.Election;

/// <summary>Whatever the network does to candidates, never do two lead at once; once it is quiet, one does.</summary>
public sealed class ElectionModelTests
{
    [Fact]
    public void Never_two_leaders_and_in_the_end_one() =>
        Properties.Check(
            Prop.ForAll(
                Arb.From(Gen.Choose(0, int.MaxValue)),
                seed =>
                {
                    var simulation = new ElectionSimulation(seed, candidates: 3);
                    simulation.Run(TimeSpan.FromMinutes(10), isQuiet: false);
                    simulation.Run(TimeSpan.FromMinutes(2), isQuiet: true);
                    Assert.Equal(1, simulation.Leaders);
                }
            ),
            300
        );

    [Fact]
    public void A_quiet_network_keeps_its_first_leader()
    {
        var simulation = new ElectionSimulation(1, candidates: 3);
        simulation.Run(TimeSpan.FromHours(1), isQuiet: true);
        Assert.Equal(1, simulation.Leaders);
        Assert.Equal(1, simulation.Takeovers);
    }
}
