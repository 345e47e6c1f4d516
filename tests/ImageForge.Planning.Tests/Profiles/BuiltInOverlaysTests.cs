using Xunit;

namespace ImageForge.Planning.Tests.Profiles;

public class BuiltInOverlaysTests
{
    [Fact]
    public void List_is_what_the_compositor_has() =>
        Assert.Equal(
            Scenes.Atmospheres.BuiltInOverlays.All.Select(o => (o.Category, o.Tag)).Order(),
            OverlayNames.All.Select(o => (o.Category, o.Tag)).Order()
        );

    [Fact]
    public void Tags_are_names() =>
        Assert.Equal(OverlayNames.All.Count, OverlayNames.All.DistinctBy(o => o.Tag).Count());
}
