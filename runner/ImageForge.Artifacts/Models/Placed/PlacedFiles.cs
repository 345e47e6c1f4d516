using ImageForge.Artifacts.Directories;
using ImageForge.Artifacts.Errors;

namespace ImageForge.Artifacts.Models.Placed;

/// <summary>Finds the files of a folder that count, links followed as far as they may lead.</summary>
/// <param name="name">What to call the model.</param>
/// <param name="boundary">The real path that links must not leave; null where they may lead anywhere.</param>
internal sealed class PlacedFiles(string name, string? boundary)
{
    private const int Most = 20_000;

    private readonly List<string> _seen = [];
    private int _looked;

    /// <summary>Paths below a folder with <c>/</c>, in no order, and how many files were seen.</summary>
    /// <exception cref="ModelUnusableException">A link leads out or in a circle, a name is unusable, or there are too many files.</exception>
    public (IReadOnlyList<string> Paths, int Seen) Find(string folder, CancellationToken cancellationToken)
    {
        Walk(folder, "", [RealPath(folder)], cancellationToken);
        var paths = ModelFiles.Of(_seen, path => path).ToList();
        paths.ForEach(path => Check(folder, path));
        return (paths, _seen.Count);
    }

    /// <summary>The real path of a file or folder.</summary>
    /// <exception cref="ModelUnusableException">There is none, or it leads out.</exception>
    public string RealPath(string path)
    {
        var real =
            LibC.RealPath(path) ?? throw new ModelUnusableException($"{name} has a broken or circular link: '{path}'");
        return boundary is null || real == boundary || real.StartsWith(boundary + "/", StringComparison.Ordinal)
            ? real
            : throw new ModelUnusableException($"{name} has a link that leads out of its volume: '{path}'");
    }

    private void Walk(string folder, string prefix, HashSet<string> above, CancellationToken cancellationToken)
    {
        foreach (var entry in new DirectoryInfo(folder).EnumerateFileSystemInfos())
        {
            cancellationToken.ThrowIfCancellationRequested();
            var path = prefix + entry.Name;
            if (++_looked > Most)
            {
                throw new ModelUnusableException($"{name} has more than {Most} files: name the folder of one model");
            }

            if (entry.Name.StartsWith('.'))
            {
                continue;
            }

            if (Directory.Exists(entry.FullName))
            {
                Enter(entry, path, above, cancellationToken);
            }
            else
            {
                _seen.Add(path);
            }
        }
    }

    private void Enter(FileSystemInfo folder, string path, HashSet<string> above, CancellationToken cancellationToken)
    {
        var real = RealPath(folder.FullName);
        if (!above.Add(real))
        {
            throw new ModelUnusableException($"{name} has a link that leads in a circle: '{path}'");
        }

        Walk(folder.FullName, path + "/", above, cancellationToken);
        above.Remove(real);
    }

    private void Check(string folder, string path)
    {
        var file = new FileInfo(Path.Combine(folder, path));
        if (file.LinkTarget is not null)
        {
            _ = RealPath(file.FullName);
        }

        try
        {
            ObjectKey.Validate(path);
        }
        catch (InvalidKeyException e)
        {
            throw new ModelUnusableException($"{name}: {e.Message}", e);
        }
    }
}
