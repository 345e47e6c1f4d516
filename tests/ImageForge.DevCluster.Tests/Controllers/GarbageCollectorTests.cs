using ImageForge.DevCluster.Controllers;
using ImageForge.DevCluster.Resources;
using ImageForge.DevCluster.Storage;
using Xunit;

namespace ImageForge.DevCluster.Tests.Controllers;

public sealed class GarbageCollectorTests
{
    [Fact]
    public async Task Dependents_follow_their_owner()
    {
        await using var node = TestNode.Start();
        var owner = node.CreateConfigMap("owner", "{}");
        var middle = node.CreateConfigMap("middle", "{}", OwnedBy(owner));
        node.CreateConfigMap("last", "{}", OwnedBy(middle));
        ObjectDeletion.Begin(node.Store, TestNode.ConfigMap("owner"), PropagationPolicy.Background);
        await node.UntilGoneAsync(TestNode.ConfigMap("last"));
        Assert.Null(node.Store.Get(TestNode.ConfigMap("middle")));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_owner_in_the_foreground_waits_for_the_dependents_that_block_it(bool blocks)
    {
        await using var node = TestNode.Start();
        var owner = node.CreateConfigMap("owner", "{}");
        node.CreateConfigMap("dep", "{}", OwnedBy(owner, blocks, """, "finalizers":["imageforge.dev/hold"]"""));
        ObjectDeletion.Begin(node.Store, TestNode.ConfigMap("owner"), PropagationPolicy.Foreground);
        await node.UntilAsync(TestNode.ConfigMap("dep"), d => d.IsTerminating());
        if (blocks)
        {
            Assert.NotNull(node.Store.Get(TestNode.ConfigMap("owner")));
        }
        else
        {
            await node.UntilGoneAsync(TestNode.ConfigMap("owner"));
        }
        ObjectDeletion.RemoveFinalizer(node.Store, TestNode.ConfigMap("dep"), "imageforge.dev/hold");
        await node.UntilGoneAsync(TestNode.ConfigMap("dep"));
        await node.UntilGoneAsync(TestNode.ConfigMap("owner"));
    }

    [Fact]
    public async Task Orphans_stay_and_lose_the_reference()
    {
        await using var node = TestNode.Start();
        var owner = node.CreateConfigMap("owner", "{}");
        node.CreateConfigMap("dep", "{}", OwnedBy(owner));
        ObjectDeletion.Begin(node.Store, TestNode.ConfigMap("owner"), PropagationPolicy.Orphan);
        await node.UntilGoneAsync(TestNode.ConfigMap("owner"));
        Assert.Null(node.Store.Get(TestNode.ConfigMap("dep"))!.At("metadata", "ownerReferences"));
    }

    [Fact]
    public async Task A_dependent_of_nothing_goes_at_once()
    {
        await using var node = TestNode.Start();
        var owner = node.CreateConfigMap("owner", "{}");
        var wrong = OwnedBy(owner)
            .Replace(owner.Uid(), "00000000-0000-0000-0000-000000000000", StringComparison.Ordinal);
        node.CreateConfigMap("dangling", "{}", wrong);
        await node.UntilGoneAsync(TestNode.ConfigMap("dangling"));
        Assert.NotNull(node.Store.Get(TestNode.ConfigMap("owner")));
    }

    [Fact]
    public async Task An_owner_in_another_namespace_is_no_owner()
    {
        await using var node = TestNode.Start();
        node.CreateNamespace("del2");
        var owner = node.CreateConfigMap("owner", "{}");
        node.CreateConfigMap("xns", "{}", OwnedBy(owner), "del2");
        await node.UntilGoneAsync(TestNode.ConfigMap("xns", "del2"));
        Assert.Equal(
            [
                $"Warning OwnerRefInvalidNamespace 1: ownerRef [v1/ConfigMap, namespace: del2, name: owner, uid: {owner.Uid()}] does not exist in namespace \"del2\"",
            ],
            node.Events("xns", "del2")
        );
    }

    [Fact]
    public async Task With_two_owners_one_is_enough()
    {
        await using var node = TestNode.Start();
        var first = node.CreateConfigMap("first", "{}");
        var second = node.CreateConfigMap("second", "{}");
        var metadata = TestNode.Parse(OwnedBy(first));
        metadata["ownerReferences"]!.AsArray().Add(TestNode.Parse(OwnedBy(second))["ownerReferences"]![0]!.DeepClone());
        node.CreateConfigMap("dep", "{}", metadata.ToJsonString());
        ObjectDeletion.Begin(node.Store, TestNode.ConfigMap("first"), PropagationPolicy.Background);
        var left = await node.UntilAsync(
            TestNode.ConfigMap("dep"),
            d => d.Items("metadata", "ownerReferences").Count() == 1
        );
        Assert.Equal("second", left.Items("metadata", "ownerReferences").Single().Text("name"));
    }

    private static string OwnedBy(System.Text.Json.Nodes.JsonObject owner, bool blocks = true, string more = "") =>
        $$"""
            {"ownerReferences":[{"apiVersion":"v1","kind":"ConfigMap","name":"{{owner.Name()}}","uid":"{{owner.Uid()}}",
             "blockOwnerDeletion":{{(blocks ? "true" : "false")}}}]{{more}}}
            """;
}
