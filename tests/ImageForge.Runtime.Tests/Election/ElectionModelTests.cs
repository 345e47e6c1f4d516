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

    [Fact]
    public void A_dead_leader_is_followed_within_twenty_seconds() =>
        Properties.Check(
            Prop.ForAll(
                Arb.From(Gen.Choose(0, int.MaxValue)),
                seed =>
                {
                    var simulation = new ElectionSimulation(seed, candidates: 2);
                    simulation.Run(TimeSpan.FromMinutes(1) + TimeSpan.FromMilliseconds(seed % 5000), isQuiet: true);
                    Assert.InRange(simulation.FailOver(), TimeSpan.FromSeconds(9), TimeSpan.FromSeconds(20));
                }
            ),
            300
        );
}
