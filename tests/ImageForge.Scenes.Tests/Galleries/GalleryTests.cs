using ImageForge.Imaging.Pixels;
using ImageForge.Scenes.Assets;
using ImageForge.Scenes.Atmospheres;
using ImageForge.Scenes.Galleries;
using Xunit;

namespace ImageForge.Scenes.Tests.Galleries;

public sealed class GalleryTests
{
    [Fact]
    public void Every_overlay_stands_on_its_sheet_at_every_intensity()
    {
        GallerySheet sheet = AtmosphereGallery.Sheet(Empty, [0.2, 1]);
        Assert.Equal(
            BuiltInOverlays.All.SelectMany(o => new[] { (o.Tag, 0.2), (o.Tag, 1.0) }),
            sheet.Scenes.SelectMany(s => s.Scene.Overlays).Select(o => (o.Tag, o.Intensity))
        );
        Assert.Empty(sheet.Scenes[^1].Scene.Overlays);
    }

    [Fact]
    public void Every_asset_stands_on_its_sheet_at_every_level()
    {
        GallerySheet sheet = AssetGallery.Sheet(Empty, AssetGallery.Intensities);
        Assert.Equal(
            BuiltInAssets.All.SelectMany(a => new[] { (a.Tag, 0), (a.Tag, 1), (a.Tag, 2) }),
            sheet.Scenes.SelectMany(s => s.Scene.Signals).Select(s => (s.Tag, s.Level))
        );
    }

    [Fact]
    public void The_same_gallery_gives_the_same_pixels()
    {
        using PixelBuffer first = Render("tone");
        using PixelBuffer second = Render("tone");
        Assert.Equal(first.ToSrgb(), second.ToSrgb());
        Assert.InRange(first.Width, 4 * 64, 4 * 100);
    }

    [Fact]
    public void Looks_are_all_sheets_one_below_the_other()
    {
        string[] names = [.. LookGallery.Sheets(Empty).Select(s => s.Name)];
        Assert.Equal(names, Gallery.Names.Skip(3));
    }

    [Fact]
    public void Narrower_sheets_are_continued_to_the_right()
    {
        using PixelBuffer wide = PixelBuffer.Allocate(4, 1);
        using PixelBuffer narrow = PixelBuffer.FromSrgb(2, 1, [1, 2, 3, 255, 9, 8, 7, 255]);
        using PixelBuffer joined = SheetStack.Join([wide, narrow]);
        Assert.Equal((4, 2), (joined.Width, joined.Height));
        Assert.Equal([1, 2, 3, 255, 9, 8, 7, 255, 9, 8, 7, 255, 9, 8, 7, 255], joined.ToSrgb()[16..]);
    }

    [Theory]
    [InlineData("moods", 64, 64, 0.5, "There is no gallery 'moods'")]
    [InlineData("atmospheres", 63, 64, 0.5, "each side must be 64 to 2048")]
    [InlineData("atmospheres", 64, 64, 1.5, "above 0 and at most 1")]
    [InlineData("angles", 64, 64, 0.5, "angles has no intensities")]
    public void What_cannot_be_made_is_refused_in_words(
        string name,
        int width,
        int height,
        double intensity,
        string message
    ) =>
        Assert.Contains(
            message,
            Assert
                .Throws<ArgumentException>(() =>
                    Gallery.Find(name, new GalleryOptions { Size = (width, height), Intensities = [intensity] })
                )
                .Message,
            StringComparison.Ordinal
        );

    [Fact]
    public void A_sheet_that_would_fill_the_memory_is_refused() =>
        Assert.Contains(
            "Choose a smaller size",
            Assert
                .Throws<ArgumentException>(() =>
                    Gallery
                        .Find("atmospheres", new GalleryOptions { Size = (2048, 2048) })
                        .Render(cancellation: TestContext.Current.CancellationToken)
                )
                .Message,
            StringComparison.Ordinal
        );

    private static Scene Empty { get; } = new() { Width = 64, Height = 64 };

    private static PixelBuffer Render(string name) =>
        Gallery
            .Find(name, new GalleryOptions { Size = (64, 64) })
            .Render(cancellation: TestContext.Current.CancellationToken);
}
