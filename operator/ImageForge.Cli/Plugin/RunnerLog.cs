using ImageForge.Cli.Commands;
using ImageForge.Kube;
using ImageForge.Planning.Pods;
using k8s.Models;

namespace ImageForge.Cli.Plugin;

/// <summary>Prints the log of a job's runner as it is, as kubectl does.</summary>
internal sealed class RunnerLog(ClusterSession session)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);

    /// <summary>Whether to wait for the pod and its end.</summary>
    public bool Follow { get; init; }

    /// <summary>Whether to print the attempt before the last one.</summary>
    public bool Previous { get; init; }

    /// <summary>The attempt to print; null for the last one.</summary>
    public int? Attempt { get; init; }

    public int? TailLines { get; init; }

    public bool Timestamps { get; init; }

    public async Task<int> PrintAsync(Target target, CancellationToken cancellation)
    {
        while (true)
        {
            var job = await session.FindAsync(target, cancellation);
            var pods = await PodsAsync(job, cancellation);
            var pod = Choose(pods);
            var isReadable = pod?.Status?.Phase is "Running" or "Succeeded" or "Failed";
            if (pod is not null && (isReadable || !Follow))
            {
                await PrintAsync(pod, cancellation);
                return ExitCodes.Success;
            }

            if (!Follow || JobOutcome.IsFinal(job))
            {
                throw Missing(job, pods);
            }

            await Task.Delay(Interval, session.Time, cancellation);
        }
    }

    private async Task<IReadOnlyList<(V1Pod Pod, int Attempt)>> PodsAsync(
        Unstructured job,
        CancellationToken cancellation
    )
    {
        if (job.Json.TextAt("status", "jobName") is not { Length: > 0 } name)
        {
            return [];
        }

        var ns = job.Metadata.NamespaceProperty;
        var options = new ListOptions { LabelSelector = $"{Labels.OwnerUid}={job.Metadata.Uid}" };
        var pods = session.Client.ListAsync(CoreResources.Pods, ns, cancellation, options);
        try
        {
            var child = await session.Client.GetAsync(CoreResources.Jobs, new ObjectKey(ns, name), cancellation);
            return PodAttempts.Of(child, (await pods).Items);
        }
        catch (KubeException exception) when (exception.IsNotFound)
        {
            await pods;
            // Cleaned up, or not created yet.
            return [];
        }
    }

    private V1Pod? Choose(IReadOnlyList<(V1Pod Pod, int Attempt)> pods)
    {
        var wanted = Attempt ?? (pods.Count > 0 ? pods[^1].Attempt - (Previous ? 1 : 0) : 0);
        return pods.LastOrDefault(pod => pod.Attempt == wanted).Pod;
    }

    private PluginException Missing(Unstructured job, IReadOnlyList<(V1Pod Pod, int Attempt)> pods)
    {
        var state = job.Json.TextAt("status", "state") ?? "Pending";
        var reason = job.Condition(Api.Conditions.Ready).TextAt("message");
        if (pods.Count > 0)
        {
            var attempts = string.Join(", ", pods.Select(pod => pod.Attempt).Distinct());
            var wanted = Attempt is null ? "no earlier attempt" : $"no pod of attempt {Attempt}";
            return new PluginException($"{job.Reference()} has {wanted} (there are pods of: {attempts})");
        }

        return new PluginException(
            JobOutcome.IsFinal(job)
                ? $"{job.Reference()} has no pod ({state}): it never ran, or its pods have been deleted"
                : $"{job.Reference()} has no pod yet ({state}): {reason ?? "it has not been reconciled"}"
        );
    }

    private async Task PrintAsync(V1Pod pod, CancellationToken cancellation)
    {
        var options = new LogOptions
        {
            Container = PodPlanner.Container,
            Follow = Follow,
            TailLines = TailLines,
            Timestamps = Timestamps,
        };
        await using var stream = await session.Client.LogsAsync(ObjectKey.Of(pod), options, cancellation);
        using var reader = new StreamReader(stream);
        var buffer = new char[4096];
        var output = session.Output.Results;
        for (int read; (read = await reader.ReadAsync(buffer, cancellation)) > 0; )
        {
            await output.WriteAsync(buffer.AsMemory(0, read), cancellation);
            await output.FlushAsync(cancellation);
        }
    }
}
