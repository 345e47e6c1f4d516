namespace ImageForge.DevCluster.Resources;

/// <summary>Something served below an object.</summary>
/// <param name="Name">Such as <c>status</c>.</param>
/// <param name="Kind">What it answers.</param>
/// <param name="Verbs">What can be done with it.</param>
/// <param name="Group">The group of that kind, where it is not the resource's.</param>
/// <param name="Version">The version of that kind, likewise.</param>
internal sealed record Subresource(
    string Name,
    string Kind,
    IReadOnlyList<string> Verbs,
    string Group = "",
    string Version = ""
)
{
    public static Subresource Status(string kind) => new("status", kind, ["get", "patch", "update"]);
}
