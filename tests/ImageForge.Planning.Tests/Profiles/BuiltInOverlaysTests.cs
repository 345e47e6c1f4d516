using ImageForge.Planning.Profiles;
using Xunit;

namespace ImageForge.Planning.Tests.Profiles;

public class BuiltInOverlaysTests
{
    [Fact]
    public void List_is_what_the_compositor_has() =>
        Assert.Equal(
            Imaging.Atmospheres.BuiltInOverlays.All.Select(o => (o.Category, o.Tag)).Order(),
            BuiltInOverlays.List.Select(o => (o.Category, o.Tag)).Order()
        );

    [Fact]
    public void Tags_are_names() =>
        Assert.Equal(BuiltInOverlays.List.Count, BuiltInOverlays.List.DistinctBy(o => o.Tag).Count());
}
