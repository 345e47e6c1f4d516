namespace ImageForge.DevCluster.Patching;

/// <summary>One entry of managedFields: who owns fields, and by which kind of write.</summary>
/// <param name="Manager">The name that the writer gave itself.</param>
/// <param name="IsApply">Server-side apply; any other write is an update.</param>
/// <param name="ApiVersion">The version that the fields are of.</param>
/// <param name="Subresource">Such as <c>status</c>; empty for the object itself.</param>
internal sealed record ManagerKey(string Manager, bool IsApply, string ApiVersion, string Subresource)
{
    public string Show()
    {
        var shown = $"\"{Manager}\"";
        if (Subresource.Length > 0)
        {
            shown += $" with subresource \"{Subresource}\"";
        }
        return IsApply ? shown : $"{shown} using {ApiVersion}";
    }
}
