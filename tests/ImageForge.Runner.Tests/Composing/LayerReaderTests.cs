using ImageForge.Contracts.Plans;
using ImageForge.Imaging.Scenes;
using ImageForge.Runner.Composing;
using ImageForge.Runner.Inputs;
using ImageForge.Runner.Plans;
using Xunit;

namespace ImageForge.Runner.Tests.Composing;

public class LayerReaderTests
{
    private static readonly LayerPlan Plain = new() { Name = "title", Color = "#102030" };

    private static readonly TextPlan Words = new()
    {
        Content = "Harbour",
        Typeface = "Serif",
        Weight = "Bold",
        Size = 0.1,
        LineHeight = 1.2,
        Align = "Right",
        Color = "#ffffff",
    };

    public static TheoryData<LayerPlan, string> Unusable =>
        new()
        {
            { Plain with { Color = null }, "compose.layers[title] must have exactly one of " },
            { Plain with { Text = Words }, "compose.layers[title] must have exactly one of " },
            { Plain with { Color = "red" }, "compose.layers[title].color: 'red' is no colour" },
            { Plain with { Anchor = "Middle" }, "compose.layers[title].anchor 'Middle' is unknown: " },
            { Plain with { Plane = "Under" }, "compose.layers[title].plane 'Under' is unknown: " },
            { Plain with { Blend = "Normal" }, "compose.layers[title].blend 'Normal' is unknown: " },
            { Plain with { Width = 0 }, "compose.layers[title].width 0 is not above 0" },
            { Plain with { Scale = 1e6 }, "compose.layers[title].scale 1000000 is not above 0" },
            { Plain with { X = double.NaN }, "compose.layers[title].x NaN is not between" },
            { Plain with { Opacity = 2 }, "compose.layers[title].opacity 2 is not between" },
            { Plain with { Mask = new() }, "compose.layers[title].mask must have exactly one of " },
            {
                Plain with
                {
                    Color = null,
                    Gradient = new() { Stops = [new(0, "#000000")] },
                },
                "compose.layers[title].gradient.stops has 1 stops"
            },
            {
                Plain with
                {
                    Color = null,
                    Asset = new("weather", "frogs", true),
                },
                "compose.layers[title].asset: there is no built-in asset weather/frogs"
            },
            {
                Plain with
                {
                    Color = null,
                    Text = Words with { LineHeight = 9 },
                },
                "compose.layers[title].text.lineHeight 9 is not between"
            },
        };

    [Theory]
    [MemberData(nameof(Unusable))]
    public void What_cannot_be_drawn_is_refused_by_the_layers_name(LayerPlan plan, string message)
    {
        var error = Assert.Throws<PlanInvalidException>(() => LayerReader.Read([plan], UserImages.None).ToList());
        Assert.StartsWith(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Text_becomes_a_layer_of_text()
    {
        var layer = Assert.Single(
            LayerReader.Read([Plain with { Color = null, Text = Words, Blend = "ColorDodge" }], UserImages.None)
        );
        var text = Assert.IsType<LayerContent.Text>(layer.Content);
        Assert.Equal((Typeface.Serif, FontWeight.Bold, TextAlign.Right), (text.Typeface, text.Weight, text.Align));
        Assert.Equal(Imaging.Blending.BlendMode.ColorDodge, layer.Blend);
    }

    [Fact]
    public void A_layer_whose_image_could_not_be_read_is_left_out_and_the_others_stay() =>
        Assert.Equal(
            ["title"],
            LayerReader
                .Read(
                    [
                        new LayerPlan
                        {
                            Name = "photo",
                            Image = new() { Uri = "file:///nowhere.png" },
                        },
                        Plain,
                    ],
                    UserImages.None
                )
                .Select(l => l.Name)
        );

    [Fact]
    public void Characters_without_a_glyph_are_warned_of()
    {
        var warning = Assert.Single(
            LayerReader.Warnings([Plain with { Color = null, Text = Words with { Content = "Hafen 港" } }])
        );
        Assert.Equal("spec.compose.layers[title].text.content", warning.Subject);
        Assert.Contains("'港' (U+6E2F)", warning.Message, StringComparison.Ordinal);
    }
}
