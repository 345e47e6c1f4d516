using ImageForge.Contracts.Plans;
using ImageForge.Runner.Compose;
using ImageForge.Runner.Inputs;
using ImageForge.Runner.Plans;
using ImageForge.Scenes;
using Xunit;

namespace ImageForge.Runner.Tests.Compose;

public class LayerReaderTests
{
    private static readonly LayerSpec Plain = new() { Name = "title", Color = "#102030" };

    private static readonly TextSpec Words = new(0.1)
    {
        Content = "Harbour",
        Typeface = Typeface.Serif,
        Align = TextAlign.Right,
    };

    public static TheoryData<LayerSpec, string> Unusable =>
        new()
        {
            { Plain with { Color = null }, "compose.layers[title] must have exactly one of " },
            { Plain with { Text = Words }, "compose.layers[title] must have exactly one of " },
            { Plain with { Color = "red" }, "compose.layers[title].color: 'red' is not a colour" },
            { Plain with { Anchor = (LayerAnchor)99 }, "compose.layers[title].anchor '99' is unknown: " },
            { Plain with { Plane = (LayerPlane)3 }, "compose.layers[title].plane '3' is unknown: " },
            { Plain with { Blend = (BlendMode)(-1) }, "compose.layers[title].blend '-1' is unknown: " },
            { Plain with { Width = 0 }, "compose.layers[title].width 0 is not between 0.001 and 8" },
            { Plain with { Scale = 1e6 }, "compose.layers[title].scale 1000000 is not between 0.01 and 10" },
            { Plain with { Left = double.NaN }, "compose.layers[title].left NaN is not between -1 and 2" },
            { Plain with { Opacity = 2 }, "compose.layers[title].opacity 2 is not between" },
            { Plain with { Mask = new() }, "compose.layers[title].mask must have exactly one of " },
            {
                Plain with
                {
                    Color = null,
                    Gradient = new() { Stops = [new() { Position = 0, Color = "#000000" }] },
                },
                "compose.layers[title].gradient.stops: number of items 1 is not between 2 and 16"
            },
            {
                Plain with
                {
                    Color = null,
                    Gradient = new()
                    {
                        Stops =
                        [
                            new() { Position = 0.5, Color = "#000000" },
                            new() { Position = 0.4, Color = "#000000" },
                        ],
                    },
                },
                "compose.layers[title].gradient.stops: positions must rise"
            },
            {
                Plain with
                {
                    Color = null,
                    Image = new() { Builtin = "weather-frogs" },
                },
                "compose.layers[title].image.builtin: there is no built-in asset 'weather-frogs'"
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
    public void What_cannot_be_drawn_is_refused_by_the_layers_name(LayerSpec plan, string message)
    {
        var error = Assert.Throws<PlanInvalidException>(() =>
        {
            PlanChecks.CheckRanges(new ComposePlan { Layers = [plan] }, "compose");
            _ = LayerReader.Read([plan], UserImages.None).ToList();
        });
        Assert.StartsWith(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Text_becomes_a_layer_of_text()
    {
        var layer = Assert.Single(
            LayerReader.Read([Plain with { Color = null, Text = Words, Blend = BlendMode.ColorDodge }], UserImages.None)
        );
        var text = Assert.IsType<LayerContent.Text>(layer.Content);
        Assert.Equal((Typeface.Serif, FontWeight.Bold, TextAlign.Right), (text.Typeface, text.Weight, text.Align));
        Assert.Equal(BlendMode.ColorDodge, layer.Blend);
    }

    [Fact]
    public void A_layer_whose_image_could_not_be_read_is_left_out_and_the_others_stay() =>
        Assert.Equal(
            ["title"],
            LayerReader
                .Read(
                    [
                        new LayerSpec
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
            LayerReader.Warnings(
                [Plain with { Color = null, Text = Words with { Content = "Hafen 港" } }],
                UserImages.None
            )
        );
        Assert.Equal("spec.compose.layers[title].text.content", warning.Subject);
        Assert.Contains("'港' (U+6E2F)", warning.Message, StringComparison.Ordinal);
    }
}
