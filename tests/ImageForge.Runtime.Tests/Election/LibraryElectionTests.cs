using k8s;
using k8s.LeaderElection;
using k8s.LeaderElection.ResourceLock;
using Xunit;

namespace ImageForge.Runtime.Tests.Election;

/// <summary>Why KubernetesClient's leader elector is not used. Fails once it is mended.</summary>
public sealed class LibraryElectionTests
{
    [Fact]
    public async Task After_it_was_stopped_it_says_that_it_leads_and_keeps_the_lease()
    {
        await using var server = new LeaseServer();
        using var client = new Kubernetes(
            new KubernetesClientConfiguration { Host = server.Server.Address.ToString(), AccessToken = "t" }
        );
        using var elector = new LeaderElector(
            new LeaderElectionConfig(new LeaseLock(client, "imageforge-system", "imageforge-operator", "me"))
        );
        using var stop = new CancellationTokenSource();
        elector.OnStartedLeading += stop.Cancel;
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => elector.RunUntilLeadershipLostAsync(stop.Token));
        Assert.True(elector.IsLeader());
        Assert.Equal("me", server.Lease?.Spec.HolderIdentity);
    }
}
