using ImageForge.DevCluster.Kubelet;
using Xunit;

namespace ImageForge.DevCluster.Tests.Kubelet;

public sealed class PodNetworkTests
{
    [Fact]
    public void Addresses_differ_within_and_between_clusters()
    {
        using var first = new PodNetwork();
        using var second = new PodNetwork();
        string[] taken = [first.Take(), first.Take(), second.Take(), second.Take()];
        Assert.Equal(4, taken.Distinct().Count());
    }

    [Fact]
    public void An_address_is_given_again_only_when_the_others_are_used()
    {
        using var network = new PodNetwork();
        var first = network.Take();
        network.Return(first);
        for (var i = 0; i < 249; i++)
        {
            Assert.NotEqual(first, network.Take());
        }
        Assert.Equal(first, network.Take());
        Assert.Throws<InvalidOperationException>(() => network.Take());
    }
}
