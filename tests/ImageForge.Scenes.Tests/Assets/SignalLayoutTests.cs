using ImageForge.Scenes.Assets;
using Xunit;

namespace ImageForge.Scenes.Tests.Assets;

public sealed class SignalLayoutTests
{
    [Theory]
    [InlineData("weather", Zone.Sky)]
    [InlineData("Crime", Zone.Street)]
    [InlineData("emergencies", Zone.Street)]
    [InlineData("transportation", Zone.Street)]
    [InlineData("sports", Zone.City)]
    [InlineData("harvest", Zone.City)]
    public void Categories_have_their_zone(string category, Zone zone) =>
        Assert.Equal(zone, CategoryZones.For(category));

    [Fact]
    public void Assets_stay_in_their_zone_and_share_it_in_columns()
    {
        Scene scene = new()
        {
            Width = 1000,
            Height = 800,
            Zones = new ZoneBounds { City = new Band(0.2, 0.6) },
            Signals = [Signal("sports", 1), Signal("politics", -0.5), Signal("economics", 0.1), Signal("weather", 1)],
        };
        PlacedBox[] boxes = SignalLayout.Place(scene, [2f, 1.8f, 1.9f, 2f]);
        for (int i = 0; i < 3; i++)
        {
            Assert.InRange(boxes[i].Y, 0.2f * 800 - 0.01f, 800);
            Assert.Equal(0.6f * 800, boxes[i].Y + boxes[i].Height, 0.01f);
            float center = boxes[i].X + (boxes[i].Width / 2);
            Assert.Equal(1000 * (i + 0.5f) / 3, center, 40f);
        }

        Assert.True(boxes[3].Y + boxes[3].Height <= 0.3f * 800);
    }

    [Fact]
    public void Scale_is_three_tenths_and_four_tenths_of_the_intensity()
    {
        Assert.Equal(0.3f * 1000, Width(0), 0.5f);
        Assert.Equal(0.5f * 1000, Width(0.5), 0.5f);
        Assert.Equal(0.7f * 1000, Width(-1), 0.5f);

        static float Width(double score) =>
            SignalLayout
                .Place(
                    new Scene
                    {
                        Width = 1000,
                        Height = 800,
                        Signals = [Signal("sports", score)],
                    },
                    [4f]
                )[0]
                .Width;
    }

    [Fact]
    public void Unknown_tags_fall_back_to_the_category_and_unknown_categories_to_a_banner()
    {
        Assert.Equal(
            "tram",
            BuiltInAssets
                .Find(
                    new Signal
                    {
                        Category = "transportation",
                        Tag = "zeppelin",
                        Score = 0.1,
                    }
                )
                .Name.Tag
        );
        Assert.Equal(
            "congestion",
            BuiltInAssets
                .Find(
                    new Signal
                    {
                        Category = "transportation",
                        Tag = "tram",
                        Score = -0.1,
                    }
                )
                .Name.Tag
        );
        Assert.Equal(
            "concert",
            BuiltInAssets
                .Find(
                    new Signal
                    {
                        Category = "Festivals",
                        Tag = "CONCERT",
                        Score = 0.1,
                    }
                )
                .Name.Tag
        );
        Assert.Equal("banner", BuiltInAssets.Find(new Signal { Category = "harvest", Score = 0.1 }).Name.Tag);
    }

    [Fact]
    public void Signals_that_fall_back_to_one_category_show_different_assets()
    {
        Signal[] signals =
        [
            Signal("emergencies", -0.5),
            Signal("emergencies", -0.5) with
            {
                Tag = "smoke",
            },
            Signal("emergencies", -0.5) with
            {
                Tag = "fire",
            },
        ];
        Assert.Equal(["ambulance", "fire", "fire"], BuiltInAssets.Cast(signals).Select(a => a!.Name.Tag));
        Assert.Equal(2, BuiltInAssets.Cast(signals[..2]).Distinct().Count());
    }

    [Theory]
    [InlineData("umbrellas", Zone.Street)]
    [InlineData("storm", Zone.Sky)]
    public void What_weather_does_on_the_ground_stands_on_the_street(string tag, Zone zone) =>
        Assert.Equal(zone, SignalLayout.ZoneOf(Signal("weather", -0.5) with { Tag = tag }));

    [Theory]
    [InlineData(0.32, 0)]
    [InlineData(0.33, 1)]
    [InlineData(-0.65, 1)]
    [InlineData(-0.66, 2)]
    public void Levels_begin_at_a_third_and_two_thirds(double score, int level) =>
        Assert.Equal(level, Signal("sports", score).Level);

    private static Signal Signal(string category, double score) => new() { Category = category, Score = score };
}
