using ImageForge.Contracts.Plans;
using ImageForge.Imaging.Scenes;
using ImageForge.Runner.Composing;
using ImageForge.Runner.Plans;
using Xunit;

namespace ImageForge.Runner.Tests.Composing;

public class ZoneReaderTests
{
    private static readonly ZonesPlan Zones = new()
    {
        City = new(0.3, 0.65) { Left = 0.2 },
        Named = new Dictionary<string, ZonePlan>
        {
            ["balcony"] = new(0.1, 0.25) { Left = 0.1, Right = 0.4 },
            ["quay"] = new(0.5, 0.9),
            ["wrong"] = new(0.5, 0.9) { Left = 0.6, Right = 0.4 },
        },
    };

    [Theory]
    [InlineData("Sky", Zone.Sky)]
    [InlineData("Street", Zone.Street)]
    [InlineData("balcony", Zone.Sky)]
    [InlineData("quay", Zone.Street)]
    public void A_zone_lies_on_the_plane_that_it_stands_on(string name, Zone zone) =>
        Assert.Equal(zone, ZoneReader.Zone(Zones, name, "zone"));

    [Fact]
    public void Bounds_are_given_where_they_are_not_the_scenes_own()
    {
        Assert.Null(ZoneReader.Area(Zones, "Sky"));
        Assert.Equal(new Area(0.2, 0.3, 1, 0.65), ZoneReader.Area(Zones, "City"));
        Assert.Equal(new Area(0.1, 0.1, 0.4, 0.25), ZoneReader.Area(Zones, "balcony"));
    }

    [Theory]
    [InlineData("attic", "zone 'attic' is unknown: Sky, City, Street")]
    [InlineData("wrong", "compose.zones.wrong runs from 0.6,0.5 to 0.4,0.9")]
    public void Others_are_refused(string name, string message) =>
        Assert.StartsWith(
            message,
            Assert.Throws<PlanInvalidException>(() => ZoneReader.Zone(Zones, name, "zone")).Message,
            StringComparison.Ordinal
        );
}
