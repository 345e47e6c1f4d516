namespace ImageForge.Contracts.Plans;

/// <summary>How a pod tells its runner where ConfigMaps and claims are mounted that images come from.</summary>
public static class InputMounts
{
    /// <summary>
    /// What names of the variables begin with; a number from 0 follows. Their values are a place and where it is mounted, such
    /// as <c>configmap://brand=/inputs/0</c>.
    /// </summary>
    public const string Variable = "IMAGEFORGE_MOUNT_";

    /// <summary>What an address in the run's own store begins with: <c>store:key</c>.</summary>
    public const string Store = "store:";

    /// <summary>What an address of a ConfigMap's key begins with: <c>configmap://name/key</c>.</summary>
    public const string ConfigMap = "configmap://";

    /// <summary>What an address in a claim begins with: <c>pvc://claim/path</c>.</summary>
    public const string Claim = "pvc://";

    /// <summary>The place of an address, <c>configmap://name</c> or <c>pvc://claim</c>; null for addresses of other kinds.</summary>
    public static string? PlaceOf(string uri)
    {
        var scheme =
            uri.StartsWith(ConfigMap, StringComparison.Ordinal) ? ConfigMap
            : uri.StartsWith(Claim, StringComparison.Ordinal) ? Claim
            : null;
        return scheme is null ? null : scheme + uri[scheme.Length..].Split('/', 2)[0];
    }

    /// <summary>The path below the place of an address, percent-encoding removed; null for addresses of other kinds.</summary>
    public static string? PathOf(string uri) =>
        PlaceOf(uri) is { } place ? FileUri.Decode(uri[place.Length..].TrimStart('/')) : null;
}
