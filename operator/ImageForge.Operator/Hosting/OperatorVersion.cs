using System.Reflection;

namespace ImageForge.Operator.Hosting;

/// <summary>The version of this program.</summary>
internal static class OperatorVersion
{
    public static string Current { get; } =
        typeof(OperatorVersion)
            .Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()
            ?.InformationalVersion.Split('+')[0]
        ?? "unknown";
}
