using ImageForge.Api;
using ImageForge.Api.Common;
using ImageForge.Kube;
using Xunit;

namespace ImageForge.Operator.Tests.Integration;

/// <summary>Pods as their users want them, and pods that do not start.</summary>
public class PodTests(ClusterFixture cluster)
{
    [Fact]
    public async Task A_pod_that_does_not_start_in_time_fails_the_job_with_its_cause_and_is_deleted()
    {
        await using var scenario = await Scenario.StartAsync(cluster);
        await scenario.ApplyAsync(
            "late",
            """{"compose":{},"runner":{"pendingTimeout":"3s","nodeSelector":{"no-such":"node"}}}"""
        );
        var job = await scenario.UntilAsync("late", JobState.Failed);
        var ready = job.Status!.Conditions!.Single(c => c.Type == Conditions.Ready);
        Assert.Equal(Reasons.PendingTimeout, ready.Reason);
        Assert.StartsWith(
            "No pod started within runner.pendingTimeout (3s): The pod is unschedulable: 0/1 nodes are available",
            ready.Message,
            StringComparison.Ordinal
        );
        await Scenario.UntilAsync(
            async () =>
                (await scenario.ListAsync(CoreResources.Jobs)).Count
                + (await scenario.ListAsync(CoreResources.Pods)).Count,
            left => left == 0,
            "Job and pod are deleted"
        );
    }

    /// <summary>What RunnerRules takes, the API server takes.</summary>
    [Fact]
    public async Task A_pod_with_all_that_can_be_asked_for_is_created()
    {
        await using var scenario = await Scenario.StartAsync(cluster);
        await scenario.ApplyAsync(
            "rich",
            """
            {"compose":{},"runner":{
              "serviceAccountName":"default","resourceClaims":[{"name":"gpu","resourceClaimTemplateName":"h200","request":"one"},{"name":"nic","resourceClaimName":"ib"}],
              "podTemplate":{
                "labels":{"team":"film","app.example.com/x":""},"annotations":{"Example.com/Note":"any text","plain":""},
                "affinity":{
                  "nodeAffinity":{
                    "requiredDuringSchedulingIgnoredDuringExecution":{"nodeSelectorTerms":[{"matchExpressions":[
                      {"key":"a.b/c","operator":"In","values":["x","y"]},{"key":"gen","operator":"Gt","values":["3"]},{"key":"old","operator":"DoesNotExist"}]}]},
                    "preferredDuringSchedulingIgnoredDuringExecution":[{"weight":100,"preference":{"matchExpressions":[{"key":"disk","operator":"Exists"}]}}]},
                  "podAffinity":{"preferredDuringSchedulingIgnoredDuringExecution":[{"weight":1,"podAffinityTerm":{"topologyKey":"zone","labelSelector":{"matchLabels":{"team":"film"}}}}]},
                  "podAntiAffinity":{"requiredDuringSchedulingIgnoredDuringExecution":[{"topologyKey":"kubernetes.io/hostname","labelSelector":{"matchExpressions":[{"key":"team","operator":"NotIn","values":["a"]}]}}]}},
                "topologySpreadConstraints":[
                  {"maxSkew":1,"topologyKey":"zone","whenUnsatisfiable":"DoNotSchedule","minDomains":2,"labelSelector":{"matchLabels":{"team":"film"}},"nodeAffinityPolicy":"Ignore","nodeTaintsPolicy":"Honor"},
                  {"maxSkew":1000,"topologyKey":"zone","whenUnsatisfiable":"ScheduleAnyway"}],
                "env":[{"name":"TZ","value":"UTC"},{"name":"EMPTY"},{"name":"DOLLARS","value":"$(HOME) $$ $"}],
                "volumes":[
                  {"name":"ca","configMap":{"name":"ca","optional":true}},{"name":"claim","persistentVolumeClaim":{"claimName":"d","readOnly":true}},
                  {"name":"scratch","emptyDir":{"sizeLimit":"5Gi"}},
                  {"name":"fast","ephemeral":{"volumeClaimTemplate":{"spec":{"accessModes":["ReadWriteOnce"],"storageClassName":"nvme","resources":{"requests":{"storage":"20Gi"}}}}}}],
                "volumeMounts":[
                  {"name":"ca","mountPath":"/mnt/ca","readOnly":true},{"name":"claim","mountPath":"/data","subPath":"x/y"},
                  {"name":"scratch","mountPath":"/mnt/scratch"},{"name":"fast","mountPath":"/mnt/fast"}]},
              "nodeSelector":{"no-such":"node"}}}
            """
        );
        var pod = (
            await Scenario.UntilAsync(() => scenario.ListAsync(CoreResources.Pods), pods => pods.Count == 1, "a pod")
        )[0];
        Assert.Equal("film", pod.Metadata.Labels!["team"]);
        Assert.Equal(["gpu", "nic"], pod.Spec!.ResourceClaims!.Select(c => c.Name));
        Assert.Equal("$$(HOME) $$$$ $$", pod.Spec.Containers[0].Env!.Single(v => v.Name == "DOLLARS").Value);
        Assert.Equal(2, pod.Spec.TopologySpreadConstraints!.Count);
        Assert.NotNull(pod.Spec.Affinity!.PodAntiAffinity);
        Assert.Contains(pod.Spec.Volumes!, v => v.Ephemeral is not null);
        // No token, whatever the account.
        Assert.DoesNotContain(pod.Spec.Volumes!, v => v.Projected is not null || v.Secret is not null);
        await Scenario.UntilAsync(
            () => scenario.JobAsync("rich"),
            job => job.Status?.Conditions?.Any(c => c.Reason == Reasons.Unschedulable) == true,
            "the pod waits for a node"
        );
    }

    [Fact]
    public async Task An_account_that_the_operator_does_not_allow_is_refused_before_anything_is_created()
    {
        await using var scenario = await Scenario.StartAsync(cluster);
        await scenario.ApplyAsync("admin", """{"compose":{},"runner":{"serviceAccountName":"admin"}}""");
        var job = await scenario.UntilAsync("admin", JobState.Rejected);
        Assert.Equal(
            "spec.runner.serviceAccountName 'admin' is not allowed: the operator allows default (runner.serviceAccountNames).",
            job.Status!.Conditions!.Single(c => c.Type == Conditions.Accepted).Message
        );
        Assert.Empty(await scenario.ListAsync(CoreResources.Jobs));
    }
}
