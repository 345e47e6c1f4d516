using ImageForge.Runner.Compose;
using ImageForge.Runner.Plans;
using ImageForge.Scenes;
using Xunit;

namespace ImageForge.Runner.Tests.Compose;

public class ZoneReaderTests
{
    private static readonly ZoneSpec Sky = ZoneSpec.Defaults[0];
    private static readonly ZoneSpec City = ZoneSpec.Defaults[1] with { Left = 0.2 };
    private static readonly ZoneSpec Street = ZoneSpec.Defaults[2];
    private static readonly ZoneSpec Balcony = Own("balcony", 0.1, 0.25) with { Left = 0.1, Right = 0.4 };
    private static readonly ZoneSpec Quay = Own("quay", 0.5, 0.9);

    [Theory]
    [InlineData("sky", Zone.Sky)]
    [InlineData("street", Zone.Street)]
    [InlineData("balcony", Zone.Sky)]
    [InlineData("quay", Zone.Street)]
    public void A_zone_lies_on_the_plane_that_it_stands_on(string name, Zone zone) =>
        Assert.Equal(zone, Reader().Zone(name, "zone"));

    [Fact]
    public void Bounds_are_given_where_they_are_not_the_scenes_own()
    {
        Assert.Null(Reader().Area("sky"));
        Assert.Equal(new Area(0.2, 0.3, 1, 0.65), Reader().Area("city"));
        Assert.Equal(new Area(0.1, 0.1, 0.4, 0.25), Reader().Area("balcony"));
    }

    [Fact]
    public void A_zone_that_is_not_there_is_refused() =>
        Assert.Equal(
            "zone 'attic' is unknown: sky, city, street, balcony, quay",
            Assert.Throws<PlanInvalidException>(() => Reader().Zone("attic", "zone")).Message
        );

    public static TheoryData<ZoneSpec[], string> Wrong =>
        new()
        {
            {
                [Sky, City, Street, Quay with { Left = 0.6, Right = 0.4 }],
                "compose.zones[quay] runs from 0.6,0.5 to 0.4,0.9"
            },
            { [Sky, City, Street, Quay, Quay], "compose.zones has 'quay' twice" },
            { [Sky, Street], "compose.zones has no 'city'" },
        };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Zones_that_are_none_are_refused(ZoneSpec[] zones, string message) =>
        Assert.StartsWith(
            message,
            Assert.Throws<PlanInvalidException>(() => new ZoneReader(zones)).Message,
            StringComparison.Ordinal
        );

    private static ZoneReader Reader() => new([Sky, City, Street, Balcony, Quay]);

    private static ZoneSpec Own(string name, double top, double bottom) =>
        new()
        {
            Name = name,
            Top = top,
            Bottom = bottom,
        };
}
