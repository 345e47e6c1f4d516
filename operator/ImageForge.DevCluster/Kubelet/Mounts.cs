using System.Collections.Immutable;

namespace ImageForge.DevCluster.Kubelet;

/// <summary>
/// Where a container's mount paths really are. A process sees this machine's files, so a mount path is not a place it
/// can open: instead, each argument, each value of its environment and its working directory is rewritten when it
/// <list type="bullet">
/// <item>is a mount path, or goes on after it with <c>/</c>: <c>/etc/plan/plan.json</c>;</item>
/// <item>is such a path after the first <c>=</c>: <c>--plan=/etc/plan/plan.json</c>, <c>renders=/data</c>.</item>
/// </list>
/// The longest mount path that fits wins. A path in the middle of a text, such as a shell script, is left as it is.
/// </summary>
internal sealed class Mounts(IEnumerable<(string MountPath, string Folder)> mounts)
{
    private readonly ImmutableArray<(string MountPath, string Folder)> _mounts =
    [
        .. mounts.Select(m => (m.MountPath.TrimEnd('/'), m.Folder)).OrderByDescending(m => m.Item1.Length),
    ];

    public string Rewrite(string value)
    {
        if (Path(value) is { } whole)
        {
            return whole;
        }
        var equals = value.IndexOf('=', StringComparison.Ordinal);
        return equals >= 0 && Path(value[(equals + 1)..]) is { } part ? value[..(equals + 1)] + part : value;
    }

    /// <summary>Where a path inside a mount really is; null for a path outside of all mounts.</summary>
    public string? Path(string path)
    {
        foreach (var (mountPath, folder) in _mounts)
        {
            if (path == mountPath)
            {
                return folder;
            }
            if (path.StartsWith(mountPath + "/", StringComparison.Ordinal))
            {
                return folder + path[mountPath.Length..];
            }
        }
        return null;
    }
}
