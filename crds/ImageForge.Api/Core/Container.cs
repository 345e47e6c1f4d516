namespace ImageForge.Api.Core;

/// <summary>One process image of a pod.</summary>
public sealed record Container
{
    /// <summary>Unique within the pod.</summary>
    public required string Name { get; init; }

    /// <summary>The image reference.</summary>
    public string? Image { get; init; }

    /// <summary><c>Always</c>, <c>IfNotPresent</c> or <c>Never</c>.</summary>
    public string? ImagePullPolicy { get; init; }

    /// <summary>Replaces the image's entry point.</summary>
    public IReadOnlyList<string>? Command { get; init; }

    /// <summary>Replaces the image's arguments.</summary>
    public IReadOnlyList<string>? Args { get; init; }

    /// <summary>Replaces the image's working directory.</summary>
    public string? WorkingDir { get; init; }

    /// <summary>Environment variables.</summary>
    public IReadOnlyList<EnvVar>? Env { get; init; }

    /// <summary>Ports that it listens on.</summary>
    public IReadOnlyList<ContainerPort>? Ports { get; init; }

    /// <summary>CPU, memory and devices.</summary>
    public ResourceRequirements? Resources { get; init; }

    /// <summary>Where the pod's volumes appear.</summary>
    public IReadOnlyList<VolumeMount>? VolumeMounts { get; init; }

    /// <summary>Privileges of the process.</summary>
    public SecurityContext? SecurityContext { get; init; }

    /// <summary>A failure restarts the container.</summary>
    public Probe? LivenessProbe { get; init; }

    /// <summary>A failure takes the pod out of service.</summary>
    public Probe? ReadinessProbe { get; init; }

    /// <summary>Holds the other probes back until it passes.</summary>
    public Probe? StartupProbe { get; init; }

    /// <summary>File whose content becomes the termination message; <c>/dev/termination-log</c> when absent.</summary>
    public string? TerminationMessagePath { get; init; }

    /// <summary><c>File</c> (default) or <c>FallbackToLogsOnError</c>.</summary>
    public string? TerminationMessagePolicy { get; init; }
}
