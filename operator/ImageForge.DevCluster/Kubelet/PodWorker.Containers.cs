using System.Globalization;
using System.Text.Json.Nodes;
using ImageForge.DevCluster.Controllers;
using ImageForge.DevCluster.Storage;

namespace ImageForge.DevCluster.Kubelet;

/// <summary>Starting containers, starting them again, stopping them.</summary>
internal sealed partial class PodWorker
{
    private static readonly TimeSpan LongestBackoff = TimeSpan.FromMinutes(5);

    /// <summary>Runs a container until it needs not run any more: as the restart policy says, or until stopped.</summary>
    private async Task RunToEndAsync(JsonObject container, bool isInit)
    {
        var name = Name(container);
        var policy = _pod.Text("spec", "restartPolicy") ?? "Always";
        for (var run = 0; ; run++)
        {
            var executable = await FindImageAsync(container);
            var plan = await PlanAsync(container, executable);
            var ended = await RunOnceAsync(container, plan, executable, run);
            var again = policy == "Always" && !isInit || policy != "Never" && ended.ExitCode != 0;
            if (!again || _stop.IsCancellationRequested)
            {
                return;
            }
            // As in Kubernetes the first restart is at once, and the waiting begins with the second.
            if (run > 0)
            {
                await BackOffAsync(name, ended, run);
            }
        }
    }

    private async Task<string?> FindImageAsync(JsonObject container)
    {
        var image = container.Text("image") ?? "";
        if (_services.Images.Find(image) is { } executable)
        {
            return Path.GetFullPath(executable);
        }
        if (container["command"] is JsonArray { Count: > 0 })
        {
            return null;
        }
        var name = Name(container);
        var hint = ImageMap.Hint(image);
        if (container.Text("imagePullPolicy") == "Never")
        {
            var absent = $"Container image \"{image}\" is not present with pull policy of Never; {hint}";
            Wait(name, "ErrImageNeverPull", absent);
            Record("Warning", "ErrImageNeverPull", absent, name);
            Record("Warning", "Failed", "Error: ErrImageNeverPull", name);
        }
        else
        {
            var failed = $"failed to pull image \"{image}\": {hint}";
            Record("Normal", "Pulling", $"Pulling image \"{image}\"", name);
            Wait(name, "ErrImagePull", failed);
            Record("Warning", "Failed", $"Failed to pull image \"{image}\": {hint}", name);
            Record("Warning", "Failed", "Error: ErrImagePull", name);
            Wait(name, "ImagePullBackOff", $"Back-off pulling image \"{image}\": ErrImagePull: {failed}");
            Record("Normal", "BackOff", $"Back-off pulling image \"{image}\"", name);
            Record("Warning", "Failed", "Error: ImagePullBackOff", name);
        }
        // The map of images is fixed while the cluster runs: there is nothing to try again.
        await Task.Delay(Timeout.InfiniteTimeSpan, _services.Time, _stop.Token);
        return null;
    }

    /// <summary>The plan, or null with a container that cannot be started: its phase says why.</summary>
    private async Task<LaunchPlan?> PlanAsync(JsonObject container, string? executable) =>
        await WhenConfiguredAsync(
            container,
            () =>
            {
                var mounts = VolumeSetup.Mounts(container, _volumes);
                var environment = new ContainerEnvironment(_pod, _record.PodIP, _references).Build(
                    container,
                    mounts,
                    _folders
                );
                try
                {
                    return ContainerLaunch.Plan(container, executable, environment, mounts, _folders);
                }
                catch (ContainerStartException e)
                {
                    RefuseStart(container, e.Message);
                    return null;
                }
            }
        );

    /// <summary>Tries until everything that is referred to is there, each time something of its kind changes.</summary>
    private async Task<T> WhenConfiguredAsync<T>(JsonObject? container, Func<T> make)
    {
        while (true)
        {
            _stop.Token.ThrowIfCancellationRequested();
            // Taken before trying, so that a change in between is not missed.
            var changed = Volatile.Read(ref _configurationChanged).Task;
            try
            {
                return make();
            }
            catch (PodConfigurationException e) when (container is not null)
            {
                Wait(Name(container), e.Reason, e.Message);
                Record("Warning", "Failed", $"Error: {e.Message}", Name(container));
            }
            catch (PodConfigurationException e)
            {
                Record("Warning", "FailedMount", e.Message);
            }
            await changed.WaitAsync(_stop.Token);
        }
    }

    private async Task<ContainerPhase.Terminated> RunOnceAsync(
        JsonObject container,
        LaunchPlan? plan,
        string? executable,
        int run
    )
    {
        var name = Name(container);
        var previous = _record.Container(name);
        if (plan is null)
        {
            return (ContainerPhase.Terminated)previous.Phase;
        }
        var image = container.Text("image") ?? "";
        Record(
            "Normal",
            "Pulled",
            $"Container image \"{image}\" already present on machine and can be accessed by the pod",
            name
        );
        File.Delete(_folders.TerminationMessage(name));
        var log = _services.Logs.Open(_pod.Uid(), name, _folders.Log(name, run));
        var id = $"process://{_pod.Uid()}/{name}/{run.ToString(CultureInfo.InvariantCulture)}";
        ContainerProcess process;
        try
        {
            var watchdog = await _services.Watchdog;
            Record("Normal", "Created", "Container created", name);
            process = ContainerProcess.Start(plan, log, watchdog);
        }
        catch (ContainerStartException e)
        {
            log.Complete();
            return RefuseStart(container, e.Message);
        }
        var startedAt = _services.Time.GetUtcNow();
        Set(
            previous with
            {
                Phase = new ContainerPhase.Running(startedAt),
                Last = previous.Phase as ContainerPhase.Terminated ?? previous.Last,
                RestartCount = run,
                ImageId = $"file://{executable ?? plan.Program}",
                ContainerId = id,
            }
        );
        Record("Normal", "Started", "Container started", name);
        var exitCode = await WaitAsync(process, name);
        var ended = new ContainerPhase.Terminated
        {
            ExitCode = exitCode,
            Reason = exitCode == 0 ? "Completed" : "Error",
            Message = await TerminationMessage.ReadAsync(container, exitCode, _folders.TerminationMessage(name), log),
            StartedAt = startedAt,
            FinishedAt = _services.Time.GetUtcNow(),
            ContainerId = id,
        };
        // A pod that is being stopped goes from Running to its end in one step.
        if (_stop.IsCancellationRequested)
        {
            Note(r => r.WithContainer(r.Container(name) with { Phase = ended }));
        }
        else
        {
            Set(_record.Container(name) with { Phase = ended });
        }
        return ended;
    }

    private async Task<int> WaitAsync(ContainerProcess process, string name)
    {
        await using var onStop = _stop.Token.Register(() =>
        {
            Record("Normal", "Killing", $"Stopping container {name}", name);
            process.Terminate();
        });
        await using var onKill = _kill.Token.Register(process.Kill);
        return await process.Completion;
    }

    private async Task BackOffAsync(string name, ContainerPhase.Terminated ended, int run)
    {
        var delay = _services.Options.RestartBackoff * Math.Pow(2, Math.Min(run - 1, 20));
        delay = delay < LongestBackoff ? delay : LongestBackoff;
        var pod = $"{_key.Name}_{_key.Namespace}({_pod.Uid()})";
        var wait = string.Create(
            CultureInfo.InvariantCulture,
            $"back-off {delay.TotalSeconds:0.###}s restarting failed container={name} pod={pod}"
        );
        Set(
            _record.Container(name) with
            {
                Phase = new ContainerPhase.Waiting("CrashLoopBackOff", wait),
                Last = ended,
            }
        );
        Record("Warning", "BackOff", $"Back-off restarting failed container {name} in pod {pod}", name);
        await Task.Delay(delay, _services.Time, _stop.Token);
    }

    private ContainerPhase.Terminated RefuseStart(JsonObject container, string why)
    {
        const int CannotStart = 128;
        var name = Name(container);
        var now = _services.Time.GetUtcNow();
        var ended = new ContainerPhase.Terminated
        {
            ExitCode = CannotStart,
            Reason = "StartError",
            Message = $"failed to start the container: {why}",
            StartedAt = now,
            FinishedAt = now,
            ContainerId = "",
        };
        Set(_record.Container(name) with { Phase = ended });
        Record("Warning", "Failed", $"Error: failed to start the container: {why}", name);
        return ended;
    }

    private void Wait(string container, string reason, string message) =>
        Set(_record.Container(container) with { Phase = new ContainerPhase.Waiting(reason, message) });

    private void Set(ContainerRecord container) => Update(r => r.WithContainer(container));
}
