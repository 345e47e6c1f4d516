using System.Formats.Tar;

namespace ImageForge.Sbom;

/// <summary>The files of an image, and the text of those from which its components are read.</summary>
/// <param name="Files">Paths without a leading slash, of files and links.</param>
/// <param name="Texts">By path.</param>
internal sealed record ImageContent(IReadOnlySet<string> Files, IReadOnlyDictionary<string, string> Texts)
{
    /// <summary>dpkg's list of packages, which chiselled images have too.</summary>
    public const string PackageStatus = "var/lib/dpkg/status";

    public const string OsRelease = "usr/lib/os-release";

    /// <summary>Reads a tar archive of a root file system, as <c>docker export</c> writes it.</summary>
    /// <exception cref="IOException">It is no archive, or ends early.</exception>
    public static ImageContent Read(Stream archive)
    {
        var files = new HashSet<string>(StringComparer.Ordinal);
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        using var reader = new TarReader(archive);
        while (reader.GetNextEntry() is { } entry)
        {
            if (entry.EntryType is TarEntryType.Directory or TarEntryType.GlobalExtendedAttributes)
            {
                continue;
            }

            var path = entry.Name.StartsWith("./", StringComparison.Ordinal) ? entry.Name[2..] : entry.Name;
            files.Add(path);
            if (entry.DataStream is { } data && IsText(path))
            {
                using var text = new StreamReader(data);
                texts[path] = text.ReadToEnd();
            }
        }

        return new(files, texts);
    }

    private static bool IsText(string path) =>
        path is PackageStatus or OsRelease or "app/libvips.versions.json"
        || (path.StartsWith("app/", StringComparison.Ordinal) && path.EndsWith(".deps.json", StringComparison.Ordinal));
}
