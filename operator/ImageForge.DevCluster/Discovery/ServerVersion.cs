using System.Text.Json.Nodes;

namespace ImageForge.DevCluster.Discovery;

/// <summary>What the server says it is: the version of Kubernetes whose behaviour it follows, marked as this program's.</summary>
internal static class ServerVersion
{
    public static JsonObject Document() =>
        new()
        {
            ["major"] = "1",
            ["minor"] = "33",
            ["emulationMajor"] = "1",
            ["emulationMinor"] = "33",
            ["minCompatibilityMajor"] = "1",
            ["minCompatibilityMinor"] = "32",
            ["gitVersion"] = "v1.33.0+imageforge-dev",
            ["gitCommit"] = "",
            ["gitTreeState"] = "",
            ["buildDate"] = "1970-01-01T00:00:00Z",
            ["goVersion"] = "none",
            ["compiler"] = "dotnet",
            ["platform"] = OperatingSystem.IsWindows() ? "windows/amd64" : "linux/amd64",
        };
}
