using Xunit;

namespace ImageForge.Planning.Tests.Profiles;

public class BuiltInAssetNamesTests
{
    [Fact]
    public void List_is_what_the_compositor_has() =>
        Assert.Equal(
            Scenes.Assets.BuiltInAssets.All.Select(a => (a.Category, a.Tag, a.Positive)).Order(),
            AssetNames.All.Select(a => (a.Category, a.Tag, a.Positive)).Order()
        );

    [Theory]
    [InlineData("tram", "transportation")]
    [InlineData("transportation-tram", "transportation")]
    [InlineData("weather-rain", "weather")]
    public void A_tag_or_a_category_and_a_tag_name_one(string name, string category) =>
        Assert.Equal(category, Assert.Single(AssetNames.Find(name)).Category);

    [Fact]
    public void Other_names_have_none() => Assert.Empty(AssetNames.Find("unicorn"));
}
