using System.Text.Json.Nodes;
using ImageForge.DevCluster.Controllers;

namespace ImageForge.DevCluster.Kubelet;

/// <summary>Turns a container's spec into what to start.</summary>
internal static class ContainerLaunch
{
    public const string TerminationLogVariable = "IMAGEFORGE_TERMINATION_LOG";

    /// <summary>
    /// <c>command</c> runs as given; without one the executable of the image runs with <c>args</c>. Both are expanded
    /// (<see cref="VariableExpansion"/>) and then rewritten (<see cref="Mounts"/>).
    /// </summary>
    /// <exception cref="ContainerStartException">There is no such program or working directory.</exception>
    public static LaunchPlan Plan(
        JsonObject container,
        string? executable,
        IReadOnlyDictionary<string, string> environment,
        Mounts mounts,
        PodFolders folders
    )
    {
        var name = container.Text("name") ?? "";
        var words = container.Texts("command").ToList();
        if (words.Count == 0)
        {
            words.Add(executable ?? throw new ContainerStartException("no command specified"));
        }
        words.AddRange(container.Texts("args"));
        words = words.ConvertAll(w => mounts.Rewrite(VariableExpansion.Expand(w, environment)));
        var folder = WorkingDirectory(container, mounts) ?? folders.Work(name);
        return new LaunchPlan
        {
            Program = Find(words[0], environment.GetValueOrDefault("PATH") ?? "", folder),
            Arguments = words[1..],
            Environment = new Dictionary<string, string>(environment)
            {
                [TerminationLogVariable] = folders.TerminationMessage(name),
            },
            WorkingDirectory = folder,
        };
    }

    private static string? WorkingDirectory(JsonObject container, Mounts mounts)
    {
        if (container.Text("workingDir") is not { Length: > 0 } asked)
        {
            return null;
        }
        var folder = mounts.Path(asked) ?? asked;
        return Directory.Exists(folder)
            ? folder
            : throw new ContainerStartException(
                $"chdir to cwd (\"{asked}\") set in config.json failed: no such file or directory"
            );
    }

    private static string Find(string program, string path, string folder)
    {
        if (program.Contains('/', StringComparison.Ordinal))
        {
            var file = Path.GetFullPath(program, folder);
            if (!File.Exists(file))
            {
                throw new ContainerStartException($"exec: \"{program}\": stat {program}: no such file or directory");
            }
            return IsExecutable(file)
                ? file
                : throw new ContainerStartException($"exec: \"{program}\": permission denied");
        }
        return path.Split(':', StringSplitOptions.RemoveEmptyEntries)
                .Select(p => Path.Combine(p, program))
                .FirstOrDefault(f => File.Exists(f) && IsExecutable(f))
            ?? throw new ContainerStartException($"exec: \"{program}\": executable file not found in $PATH");
    }

    private static bool IsExecutable(string file) =>
        (
            File.GetUnixFileMode(file)
            & (UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute)
        ) != 0;
}

/// <summary>What to start.</summary>
internal sealed record LaunchPlan
{
    /// <summary>An absolute path of an executable file.</summary>
    public required string Program { get; init; }

    public required IReadOnlyList<string> Arguments { get; init; }

    /// <summary>The whole environment; nothing is added to it.</summary>
    public required IReadOnlyDictionary<string, string> Environment { get; init; }

    public required string WorkingDirectory { get; init; }
}

/// <summary>A container's program cannot be started; trying again would not help.</summary>
internal sealed class ContainerStartException(string message) : Exception(message);

/// <summary>Something that a pod refers to is not there yet; the pod goes on when it appears.</summary>
/// <param name="reason">What the container waits with, such as <c>CreateContainerConfigError</c>.</param>
/// <param name="message">What is missing.</param>
internal sealed class PodConfigurationException(string reason, string message) : Exception(message)
{
    public string Reason { get; } = reason;
}
