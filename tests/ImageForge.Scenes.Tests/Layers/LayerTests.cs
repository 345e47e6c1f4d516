using System.Numerics;
using ImageForge.Imaging.Looks;
using ImageForge.Imaging.Pixels;
using ImageForge.Scenes.Assets;
using Xunit;

namespace ImageForge.Scenes.Tests.Layers;

public sealed class LayerTests
{
    private static readonly LinearColor Red = LinearColor.Parse("#ff0000");

    private static readonly Scene Ground = new()
    {
        Width = 200,
        Height = 100,
        Background = new Background.Solid(LinearColor.Parse("#000000")),
    };

    public static TheoryData<LayerAnchor, int, int> Anchors =>
        new()
        {
            { LayerAnchor.Center, 80, 45 },
            { LayerAnchor.TopLeft, 100, 50 },
            { LayerAnchor.Top, 80, 50 },
            { LayerAnchor.TopRight, 60, 50 },
            { LayerAnchor.Left, 100, 45 },
            { LayerAnchor.Right, 60, 45 },
            { LayerAnchor.BottomLeft, 100, 40 },
            { LayerAnchor.Bottom, 80, 40 },
            { LayerAnchor.BottomRight, 60, 40 },
        };

    [Theory]
    [MemberData(nameof(Anchors))]
    public void The_anchor_lies_at_the_position(LayerAnchor anchor, int left, int top)
    {
        Layer layer = Top(new LayerContent.Plain(Red)) with { Width = 0.2, Height = 0.1, Anchor = anchor };
        Assert.Equal((left, top, left + 40, top + 10), Box(layer));
    }

    [Fact]
    public void A_turned_layer_turns_clockwise_around_its_anchor()
    {
        Layer layer = Top(new LayerContent.Plain(Red)) with
        {
            Width = 0.2,
            Height = 0.1,
            Anchor = LayerAnchor.TopLeft,
            Rotation = 90,
        };
        (int left, int top, int right, int bottom) = Box(layer);
        Assert.InRange(left, 89, 90);
        Assert.InRange(top, 49, 50);
        Assert.InRange(right, 100, 101);
        Assert.InRange(bottom, 90, 91);
    }

    [Fact]
    public void Colours_on_top_are_exactly_what_was_asked_for()
    {
        using Composition picture = Samples.Render(
            Ground with
            {
                Look = new Look { ColorTemp = 2500, Lighting = 20 },
                Layers = [Top(new LayerContent.Plain(LinearColor.Parse("#3478c8")))],
            }
        );
        Assert.Equal<byte>([0x34, 0x78, 0xC8, 0xFF], picture.Image.ToSrgb()[..4]);
    }

    [Fact]
    public void A_linear_gradient_has_its_colours_at_the_edges_and_passes_evenly()
    {
        var gradient = new Gradient { Angle = 90, Stops = [Stop(0, "#000000"), Stop(1, "#ffffff")] };
        using Composition picture = Samples.Render(Ground with { Layers = [Top(new LayerContent.Blend(gradient))] });
        byte[] row = picture.Image.ToSrgb()[..(200 * 4)];
        Assert.InRange(row[0], 0, 3);
        Assert.InRange(row[199 * 4], 252, 255);
        // Even to the eye: the middle is middle grey (OkLab L = 0.5), not half the light (188).
        Assert.InRange(row[100 * 4], 95, 105);
        for (int x = 1; x < 200; x++)
        {
            Assert.True(row[x * 4] >= row[(x - 1) * 4]);
        }
    }

    [Fact]
    public void A_colour_that_fades_out_keeps_its_hue()
    {
        var gradient = new Gradient { Angle = 90, Stops = [Stop(0, "#ff0000"), Stop(1, "#00ff0000")] };
        using Composition picture = Samples.Render(
            Ground with
            {
                Background = new Background.Solid(LinearColor.Parse("#000000")),
                Layers = [Top(new LayerContent.Blend(gradient))],
            }
        );
        Assert.All(Enumerable.Range(0, 200), x => Assert.True(picture.Image.Pixels(50)[x].Y <= 1e-3f));
    }

    [Fact]
    public void A_radial_gradient_is_the_same_in_all_corners()
    {
        var gradient = new Gradient { Radial = true, Stops = [Stop(0, "#ffffff"), Stop(1, "#203040")] };
        using Composition picture = Samples.Render(Ground with { Layers = [Top(new LayerContent.Blend(gradient))] });
        byte[] pixels = picture.Image.ToSrgb();
        int[] corners = [0, 199, 99 * 200, (99 * 200) + 199];
        Assert.All(corners, c => Assert.InRange(pixels[(c * 4) + 2], 0x40, 0x44));
        Assert.InRange(pixels[((50 * 200) + 100) * 4], 250, 255);
    }

    [Fact]
    public void A_mask_shows_the_layer_where_it_is_solid_or_light()
    {
        var gradient = new Gradient
        {
            Angle = 90,
            Stops = [Stop(0, "#ffffff"), Stop(0.5, "#ffffff"), Stop(0.5, "#00000000"), Stop(1, "#00000000")],
        };
        foreach (bool luminance in (bool[])[false, true])
        {
            Layer layer = Top(new LayerContent.Plain(Red)) with
            {
                Mask = new LayerMask { Gradient = gradient, Luminance = luminance },
            };
            Assert.Equal((0, 0, 100, 100), Box(layer));
        }
    }

    [Fact]
    public void An_image_masks_by_its_alpha_stretched_over_the_layer()
    {
        using PixelBuffer mask = PixelBuffer.Allocate(4, 4);
        for (int y = 0; y < 4; y++)
        {
            mask.Pixels(y)[2..].Fill(Vector4.One);
        }

        Layer layer = Top(new LayerContent.Plain(Red)) with { Mask = new LayerMask { Image = mask } };
        using Composition picture = Samples.Render(Ground with { Layers = [layer] });
        Assert.InRange(picture.Image.Pixels(50)[20].X, 0f, 0.02f);
        Assert.InRange(picture.Image.Pixels(50)[180].X, 0.95f, 1f);
    }

    [Fact]
    public void Planes_lie_behind_and_before_what_signals_place()
    {
        var signals = new Signal[]
        {
            new()
            {
                Category = "festivals",
                Tag = "lanterns",
                Score = 0.9,
            },
        };
        Scene scene = Ground with { Signals = signals };
        Layer cover = Top(new LayerContent.Plain(Red));
        using Composition back = Samples.Render(scene with { Layers = [cover with { Plane = LayerPlane.Back }] });
        using Composition front = Samples.Render(scene with { Layers = [cover with { Plane = LayerPlane.Front }] });
        Assert.True(Colors(back) > 50);
        Assert.Equal(1, Colors(front));
    }

    [Fact]
    public void Text_wraps_at_its_width_and_aligns()
    {
        var text = new LayerContent.Text
        {
            Value = "one two three",
            Size = 0.2,
            Color = Red,
        };
        (int Left, int Top, int Right, int Bottom) wide = Box(Top(text));
        (int Left, int Top, int Right, int Bottom) narrow = Box(Top(text) with { Width = 0.3 });
        Assert.True(narrow.Bottom - narrow.Top > (wide.Bottom - wide.Top) * 2);
        Assert.True(narrow.Right - narrow.Left <= 60);
        (int Left, int Top, int Right, int Bottom) right = Box(
            Top(text with { Value = "one", Align = TextAlign.Right }) with
            {
                Width = 0.9,
            }
        );
        Assert.InRange(right.Right, 187, 190);
    }

    [Fact]
    public void Text_has_soft_edges_and_solid_insides()
    {
        var text = new LayerContent.Text
        {
            Value = "Sølv",
            Size = 0.5,
            Color = Red,
        };
        using Composition picture = Samples.Render(Ground with { Layers = [Top(text)] });
        float[] reds =
        [
            .. Enumerable.Range(0, 100).SelectMany(y => picture.Image.Pixels(y).ToArray()).Select(p => p.X),
        ];
        Assert.Contains(reds, r => r > 0.99f);
        Assert.Contains(reds, r => r is > 0.2f and < 0.8f);
        Assert.Equal(0f, reds[0]);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(17)]
    public void Same_layers_give_same_bytes_on_one_thread_and_on_many(int rotation)
    {
        using PixelBuffer image = Pictures.Noise(40, 30, 5);
        LayerContent[] contents =
        [
            new LayerContent.Picture(image),
            new LayerContent.Asset(BuiltInAssets.All[0]),
            new LayerContent.Blend(new Gradient { Stops = [Stop(0, "#ff000080"), Stop(1, "#0000ff80")] }),
            new LayerContent.Noise(LinearColor.Parse("#00000000"), LinearColor.Parse("#ffffff80"), 0.1, 4, null),
            new LayerContent.Text { Value = "Harbour\nlights", Size = 0.2 },
        ];
        Scene scene = Samples.Busy() with
        {
            Layers =
            [
                .. contents.Select(
                    (c, i) =>
                        Top(c) with
                        {
                            Name = $"layer-{i}",
                            Plane = (LayerPlane)(i % 3),
                            Rotation = rotation * i,
                            Scale = 0.6,
                            Blend = (BlendMode)(i * 2),
                        }
                ),
            ],
        };
        using Composition one = Samples.Render(scene, 1);
        using Composition many = Samples.Render(scene, 4);
        Assert.Equal(one.Image.ToSrgb(), many.Image.ToSrgb());
    }

    private static GradientStop Stop(double position, string color) => new(position, LinearColor.Parse(color));

    private static Layer Top(LayerContent content) =>
        new()
        {
            Name = "layer",
            Content = content,
            Plane = LayerPlane.Top,
        };

    /// <summary>The box of all pixels that are half red or more.</summary>
    private static (int Left, int Top, int Right, int Bottom) Box(Layer layer)
    {
        using Composition picture = Samples.Render(Ground with { Layers = [layer] });
        (int x, int y)[] red =
        [
            .. from y in Enumerable.Range(0, 100)
            from x in Enumerable.Range(0, 200)
            where picture.Image.Pixels(y)[x].X >= 0.4f
            select (x, y),
        ];
        return (red.Min(p => p.x), red.Min(p => p.y), red.Max(p => p.x) + 1, red.Max(p => p.y) + 1);
    }

    private static int Colors(Composition picture) =>
        Enumerable.Range(0, 100).SelectMany(y => picture.Image.Pixels(y).ToArray()).Distinct().Count();
}
