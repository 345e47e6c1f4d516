using System.Globalization;

namespace ImageForge.Benchmarks.Measuring;

/// <summary>What the figures were taken on, as far as Linux tells it.</summary>
internal static class Machine
{
    public static string Describe()
    {
        var cpu = Value("/proc/cpuinfo", "model name", ':') ?? "unknown CPU";
        var memory = Value("/proc/meminfo", "MemTotal", ':')?.Split(' ')[0];
        var gigabytes = memory is null ? 0 : double.Parse(memory, CultureInfo.InvariantCulture) * 1024 / 1e9;
        var system = Value("/etc/os-release", "PRETTY_NAME", '=')?.Trim('"') ?? Environment.OSVersion.VersionString;
        var load = string.Join(' ', File.ReadAllText("/proc/loadavg").Split(' ').Take(3));
        return $"""
            {cpu}, {Environment.ProcessorCount} cores, {gigabytes:0} GB of memory
            {system}, .NET {Environment.Version}, load average at the start {load}
            """;
    }

    /// <summary>The resident memory of a process in megabytes (of 10^6 bytes).</summary>
    public static double ResidentMegabytes(int process)
    {
        var file = $"/proc/{process}/status";
        var kibibytes = Value(file, "VmRSS", ':') ?? throw new BenchmarkException($"{file} tells no VmRSS");
        return double.Parse(kibibytes.Split(' ')[0], CultureInfo.InvariantCulture) * 1024 / 1e6;
    }

    /// <summary>The most that this process has had resident since <see cref="ForgetPeak"/>, in megabytes (of 10^6 bytes).</summary>
    public static double PeakMegabytes()
    {
        var kibibytes = Value("/proc/self/status", "VmHWM", ':') ?? throw new BenchmarkException("there is no VmHWM");
        return double.Parse(kibibytes.Split(' ')[0], CultureInfo.InvariantCulture) * 1024 / 1e6;
    }

    /// <summary>Lets the peak begin at what is resident now.</summary>
    public static void ForgetPeak() => File.WriteAllText("/proc/self/clear_refs", "5");

    private static string? Value(string file, string name, char separator) =>
        File.Exists(file)
            ? File.ReadLines(file)
                .Where(line => line.StartsWith(name, StringComparison.Ordinal))
                .Select(line => line[(line.IndexOf(separator, StringComparison.Ordinal) + 1)..].Trim())
                .FirstOrDefault()
            : null;
}
