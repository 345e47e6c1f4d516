using System.Text.Json;
using ImageForge.Scenes.Assets;
using ImageForge.Scenes.Atmospheres;
using Xunit;

namespace ImageForge.Scenes.Tests;

/// <summary>catalogue.json tells projects that do not reference this one what is built in; it must not drift.</summary>
public sealed class CatalogueTests
{
    private static readonly string[] Categories =
    [
        "transportation",
        "crime",
        "festivals",
        "sports",
        "economics",
        "politics",
        "emergencies",
        "temperature",
        "weather",
    ];

    [Fact]
    public void The_list_names_every_overlay_and_asset()
    {
        using JsonDocument list = JsonDocument.Parse(File.ReadAllText(ListPath()));
        Assert.Equal(
            BuiltInOverlays.All,
            list.RootElement.GetProperty("overlays")
                .EnumerateArray()
                .Select(e => new OverlayName(Text(e, "category"), Text(e, "tag")))
        );
        Assert.Equal(
            BuiltInAssets.All,
            list.RootElement.GetProperty("assets")
                .EnumerateArray()
                .Select(e => new AssetName(Text(e, "category"), Text(e, "tag"), e.GetProperty("positive").GetBoolean()))
        );
    }

    [Fact]
    public void Every_category_has_an_asset_for_good_news_and_for_bad() =>
        Assert.All(
            Categories,
            category =>
            {
                Assert.Contains(BuiltInAssets.All, a => a.Category == category && a.Positive);
                Assert.Contains(BuiltInAssets.All, a => a.Category == category && !a.Positive);
            }
        );

    [Theory]
    [InlineData("weather", "Rain")]
    [InlineData("emergencies", "fire glow")]
    [InlineData("anything", "neon_haze")]
    public void Tags_are_found_however_they_are_spelled(string category, string tag) =>
        Assert.True(BuiltInOverlays.Contains(category, tag));

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;

    private static string ListPath()
    {
        for (DirectoryInfo? at = new(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            string path = Path.Combine(at.FullName, "runner", "ImageForge.Scenes", "catalogue.json");
            if (File.Exists(path))
            {
                return path;
            }
        }

        throw new FileNotFoundException("catalogue.json is not in this checkout.");
    }
}
