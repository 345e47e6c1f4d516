using System.Reflection;

namespace ImageForge.Runner;

/// <summary>Which build made a picture: pictures of one plan are the same within a build, not across builds.</summary>
internal static class RunnerVersion
{
    /// <summary>Version and, where the build knew it, the commit.</summary>
    public static string Current { get; } =
        typeof(RunnerVersion)
            .Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!
            .InformationalVersion;
}
