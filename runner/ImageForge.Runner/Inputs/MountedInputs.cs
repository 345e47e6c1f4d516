using System.Globalization;
using ImageForge.Contracts.Plans;

namespace ImageForge.Runner.Inputs;

/// <summary>A file of a ConfigMap or claim, and the folder that it must not lead out of.</summary>
internal sealed record MountedFile(string Root, string Path);

/// <summary>Finds the files of ConfigMaps and claims where the pod says that they are mounted.</summary>
internal sealed class MountedInputs
{
    private readonly Dictionary<string, string> _folders = new(StringComparer.Ordinal);

    /// <param name="environment">Reads a variable of the environment.</param>
    public MountedInputs(Func<string, string?> environment)
    {
        for (var i = 0; ; i++)
        {
            var value = environment(InputMounts.Variable + i.ToString(CultureInfo.InvariantCulture));
            if (value?.Split('=', 2) is not [var place, var folder])
            {
                return;
            }

            _folders[place] = folder;
        }
    }

    /// <summary>Where a place such as <c>pvc://claim</c> is mounted; null where it is not.</summary>
    public string? FolderOf(string place) => _folders.GetValueOrDefault(place);

    /// <summary>The file of an address; null for an address that is of no ConfigMap and no claim.</summary>
    /// <exception cref="InputUnusableException">The place is not mounted, or the address leads out of it.</exception>
    public MountedFile? Find(string uri)
    {
        if (InputMounts.PlaceOf(uri) is not { } place)
        {
            return null;
        }

        if (!_folders.TryGetValue(place, out var folder))
        {
            throw InputUnusableException.Missing(
                $"'{uri}' cannot be read: '{place}' is not mounted; outside of a cluster, use file:// instead"
            );
        }

        var root = Path.GetFullPath(folder);
        var path = InputMounts.PathOf(uri)!;
        // A path may not have it, and no file has it in its name.
        if (!path.Contains('\0', StringComparison.Ordinal) && Path.GetFullPath(Path.Combine(root, path)) is var full)
        {
            if (full.StartsWith(root + Path.DirectorySeparatorChar, StringComparison.Ordinal))
            {
                return new(root, full);
            }
        }

        throw new InputUnusableException($"'{uri}' is not a file in '{place}'");
    }

    /// <summary>
    /// Whether an address is of a ConfigMap that does not exist (yet), or is empty: both look alike where one is mounted that
    /// may be missing. The kubelet's own entries begin with two dots.
    /// </summary>
    public bool IsOfMissingConfigMap(string uri) =>
        uri.StartsWith(InputMounts.ConfigMap, StringComparison.Ordinal)
        && FolderOf(InputMounts.PlaceOf(uri)!) is { } folder
        && !(
            Directory.Exists(folder)
            && Directory
                .EnumerateFileSystemEntries(folder)
                .Any(e => !Path.GetFileName(e).StartsWith("..", StringComparison.Ordinal))
        );
}
