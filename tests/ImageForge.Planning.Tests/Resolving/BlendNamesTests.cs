using ImageForge.Api.Common;
using ImageForge.Planning.Resolving;
using Xunit;

namespace ImageForge.Planning.Tests.Resolving;

public sealed class BlendNamesTests
{
    [Fact]
    public void Every_mode_of_the_API_has_a_name_of_its_own()
    {
        var names = Enum.GetValues<BlendMode>().Select(BlendNames.For).ToList();
        Assert.Equal(names.Count, names.Distinct(StringComparer.Ordinal).Count());
        Assert.Null(BlendNames.For(BlendMode.Normal));
        Assert.Equal("PlusLighter", BlendNames.For(BlendMode.Add));
        Assert.Equal("ColorBurn", BlendNames.For(BlendMode.ColorBurn));
    }

    [Fact]
    public void The_compositor_knows_every_name()
    {
        foreach (var name in Enum.GetValues<BlendMode>().Select(BlendNames.For).OfType<string>())
        {
            Assert.True(Enum.TryParse<Imaging.Blending.BlendMode>(name, out _), name);
        }
    }
}
