using System.Globalization;

namespace ImageForge.Runner.Hosting;

/// <summary>Finds out how much memory the runner may hold.</summary>
internal static class MemoryLimit
{
    /// <summary>Names the limit in bytes; without it, that of the container or of the machine counts.</summary>
    public const string Variable = "IMAGEFORGE_MEMORY_LIMIT";

    private const long LeastMargin = 64L << 20;

    /// <summary>
    /// The most private memory that this process may hold, in bytes: the smallest of the limits of its control groups (version 1 or 2)
    /// and the machine's memory, less a margin for what the kernel holds for it. Null where none of this can be read.
    /// </summary>
    /// <param name="environment">Reads a variable of the environment.</param>
    /// <param name="read">Reads a text file; null where it is not there.</param>
    public static long? Find(Func<string, string?> environment, Func<string, string?> read)
    {
        if (Bytes(environment(Variable)) is { } given)
        {
            return given;
        }

        var least = Machine(read);
        foreach (var file in Groups(read("/proc/self/cgroup") ?? ""))
        {
            if (Bytes(read(file)) is { } limit)
            {
                least = Math.Min(least ?? limit, limit);
            }
        }

        return least is { } most ? most - Math.Max(LeastMargin, most / 20) : null;
    }

    /// <summary>A text file; null where it cannot be read.</summary>
    public static string? ReadFile(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>
    /// Files with a limit: of the group and of all above it. Inside a container paths may be those of the node, which are not there;
    /// its own group is the root then.
    /// </summary>
    private static IEnumerable<string> Groups(string groups)
    {
        foreach (var line in groups.Split('\n'))
        {
            var (folder, file, path) = line.Split(':', 3) switch
            {
                ["0", "", var unified] => ("/sys/fs/cgroup", "memory.max", unified),
                [_, var controllers, var named] when controllers.Split(',').Contains("memory") => (
                    "/sys/fs/cgroup/memory",
                    "memory.limit_in_bytes",
                    named
                ),
                _ => ("", "", ""),
            };
            for (; file.Length > 0; path = path[..Math.Max(0, path.LastIndexOf('/'))])
            {
                yield return $"{folder}{path.TrimEnd('/')}/{file}";
                if (path.TrimEnd('/').Length == 0)
                {
                    break;
                }
            }
        }
    }

    private static long? Machine(Func<string, string?> read) =>
        (read("/proc/meminfo") ?? "")
            .Split('\n')
            .FirstOrDefault(l => l.StartsWith("MemTotal:", StringComparison.Ordinal))
            is { } line
            ? Bytes(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1]) * 1024
            : null;

    // "max" and, in version 1, a number near 2^63 stand for no limit.
    private static long? Bytes(string? text) =>
        long.TryParse(text?.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var bytes) && bytes > 0
            ? bytes
            : null;
}
