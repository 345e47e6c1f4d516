using System.Text.RegularExpressions;
using System.Xml.Linq;
using ImageForge.Integration.Tests.Tools;
using Xunit;

namespace ImageForge.Integration.Tests.Images;

/// <summary>Whether a Dockerfile copies all that the projects of its program are built from.</summary>
public sealed partial class ImageSourcesTests
{
    private static readonly string[] RootFiles =
    [
        "Directory.*.props",
        "Directory.*.targets",
        "global.json",
        "BannedSymbols.txt",
        ".editorconfig",
        "[Nn]u[Gg]et.[Cc]onfig",
    ];

    [Theory]
    [InlineData("operator")]
    [InlineData("runner")]
    public async Task All_sources_of_an_image_are_copied_into_it(string program)
    {
        var text = await File.ReadAllTextAsync(
            Repository.File(program, "Dockerfile"),
            TestContext.Current.CancellationToken
        );
        var build = text.Split("\nFROM ")
            .Single(s => s.StartsWith("--platform=${BUILDPLATFORM} ${SDK_IMAGE} AS build", StringComparison.Ordinal));
        var copied = Copied(build).ToList();
        var needed = Needed(Publish().Match(build).Groups[1].Value);
        Assert.Contains(needed, n => n.EndsWith("packages.lock.json", StringComparison.Ordinal));
        Assert.Equal([], needed.Where(n => !copied.Exists(c => IsWithin(n, c))));
    }

    /// <summary>The projects, from the published one on, and what lies outside of their folders.</summary>
    private static HashSet<string> Needed(string program)
    {
        var needed = RootFiles
            .SelectMany(p => Directory.EnumerateFiles(Repository.Root, p))
            .Select(Relative)
            .ToHashSet(StringComparer.Ordinal);
        var open = new Stack<string>([Directory.GetFiles(Repository.File(program), "*.csproj").Single()]);
        while (open.TryPop(out var project))
        {
            if (!needed.Add(Relative(project)))
            {
                continue;
            }

            var folder = Path.GetDirectoryName(project)!;
            needed.Add(Relative(Path.Combine(folder, "packages.lock.json")));
            foreach (var item in XDocument.Load(project).Descendants().Where(e => e.Attribute("Include") is not null))
            {
                var include = item.Attribute("Include")!
                    .Value.Replace("$(MSBuildThisFileDirectory)", folder + "/", StringComparison.Ordinal);
                var path = Path.GetFullPath(Path.Combine(folder, include));
                switch (item.Name.LocalName)
                {
                    case "ProjectReference":
                        open.Push(path);
                        break;
                    case "Compile" or "EmbeddedResource" or "Content" or "None" or "AdditionalFiles":
                        needed.Add(Relative(path));
                        break;
                }
            }
        }

        return needed;
    }

    private static IEnumerable<string> Copied(string stage) =>
        Copy()
            .Matches(stage)
            .Select(m => (FromStage: m.Groups[1].Success, Paths: m.Groups[2].Value.Split(' ')))
            // What another stage made is known by where it is put.
            .SelectMany(c => c.FromStage ? c.Paths[^1..] : c.Paths[..^1]);

    private static bool IsWithin(string path, string copied) =>
        path == copied || path.StartsWith(copied.TrimEnd('/') + "/", StringComparison.Ordinal);

    private static string Relative(string path) => Path.GetRelativePath(Repository.Root, path);

    [GeneratedRegex(@"^COPY (--from=\S+ )?(.*)$", RegexOptions.Multiline)]
    private static partial Regex Copy();

    [GeneratedRegex(@"dotnet publish (\S+)")]
    private static partial Regex Publish();
}
