using ImageForge.DevCluster.Controllers;
using ImageForge.DevCluster.Resources;
using ImageForge.DevCluster.Storage;
using Xunit;

namespace ImageForge.DevCluster.Tests.Controllers;

public sealed class NamespaceControllerTests
{
    private static readonly ObjectKey Gone = new(BuiltinResources.Namespaces, null, "nsgone");

    [Fact]
    public async Task The_initial_namespaces_and_the_node_are_there()
    {
        await using var node = TestNode.Start();
        Assert.Superset(
            new HashSet<string> { "default", "kube-system", "kube-public", "kube-node-lease" },
            node.Store.List(BuiltinResources.Namespaces, null).Select(n => n.Name()).ToHashSet()
        );
        Assert.NotNull(node.Store.Get(new ObjectKey(BuiltinResources.Nodes, null, "imageforge-dev")));
    }

    [Fact]
    public async Task A_namespace_takes_its_content_with_it()
    {
        await using var node = TestNode.Start();
        node.CreateNamespace("nsgone");
        node.CreateConfigMap("a", "{}", ns: "nsgone");
        ObjectDeletion.Begin(node.Store, Gone);
        await node.UntilGoneAsync(Gone);
        Assert.Null(node.Store.Get(TestNode.ConfigMap("a", "nsgone")));
    }

    [Fact]
    public async Task A_namespace_waits_for_finalizers_and_says_for_which()
    {
        await using var node = TestNode.Start();
        node.CreateNamespace("nsgone");
        node.CreateConfigMap("held", "{}", """{"finalizers":["imageforge.dev/hold"]}""", "nsgone");
        var deleted = ObjectDeletion.Begin(node.Store, Gone)?.Object;
        Assert.Equal("Terminating", deleted.Text("status", "phase"));
        var waiting = await node.UntilAsync(
            Gone,
            n => TestNode.Condition(n, "NamespaceFinalizersRemaining").Text("status") == "True"
        );
        Assert.Equal(
            "Some content in the namespace has finalizers remaining: imageforge.dev/hold in 1 resource instances",
            TestNode.Condition(waiting, "NamespaceFinalizersRemaining").Text("message")
        );
        Assert.Equal(
            "Some resources are remaining: configmaps. has 1 resource instances",
            TestNode.Condition(waiting, "NamespaceContentRemaining").Text("message")
        );
        ObjectDeletion.RemoveFinalizer(node.Store, TestNode.ConfigMap("held", "nsgone"), "imageforge.dev/hold");
        await node.UntilGoneAsync(Gone);
    }

    [Fact]
    public async Task A_namespace_with_a_running_job_ends_with_nothing_left()
    {
        await using var node = TestNode.Start();
        node.CreateJob("busy", "sleep 60");
        await node.UntilPodsAsync("busy", 1, p => p.Text("status", "phase") == "Running");
        ObjectDeletion.Begin(node.Store, new ObjectKey(BuiltinResources.Namespaces, null, TestNode.Namespace));
        await node.UntilGoneAsync(new ObjectKey(BuiltinResources.Namespaces, null, TestNode.Namespace));
        Assert.Empty(node.Store.List(BuiltinResources.Pods, null));
        Assert.Empty(node.Store.List(BuiltinResources.Jobs, null));
        Assert.Empty(node.Store.List(BuiltinResources.Events, TestNode.Namespace));
    }
}
