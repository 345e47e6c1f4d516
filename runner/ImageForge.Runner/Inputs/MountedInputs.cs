using System.Globalization;
using ImageForge.Contracts.Plans;

namespace ImageForge.Runner.Inputs;

/// <summary>Finds the files of ConfigMaps and claims where the pod says that they are mounted.</summary>
internal sealed class MountedInputs
{
    private readonly Dictionary<string, string> folders = new(StringComparer.Ordinal);

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

            folders[place] = folder;
        }
    }

    /// <summary>Where a place such as <c>pvc://claim</c> is mounted; null where it is not.</summary>
    public string? FolderOf(string place) => folders.GetValueOrDefault(place);

    /// <summary>The file of an address; null for an address that is of no ConfigMap and no claim.</summary>
    /// <exception cref="InputUnusableException">The place is not mounted, or the address leads out of it.</exception>
    public string? Find(string uri)
    {
        if (InputMounts.PlaceOf(uri) is not { } place)
        {
            return null;
        }

        if (!folders.TryGetValue(place, out var folder))
        {
            throw new InputUnusableException($"'{place}' is not mounted here");
        }

        var root = Path.GetFullPath(folder);
        var path = Path.GetFullPath(Path.Combine(root, uri[place.Length..].TrimStart('/')));
        return path.StartsWith(root + Path.DirectorySeparatorChar, StringComparison.Ordinal)
            ? path
            : throw new InputUnusableException($"'{uri}' is no file in '{place}'");
    }
}
