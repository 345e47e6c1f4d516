using System.Text.Json;
using System.Text.RegularExpressions;
using ImageForge.Testing.Data;
using Xunit;

namespace ImageForge.Cli.Tests;

/// <summary>The documents of the repository: their links lead somewhere, and what is shipped is named.</summary>
public sealed partial class DocumentTests
{
    public static TheoryData<string> Documents =>
        [
            .. Directory
                .EnumerateFiles(Checkout.Root, "*.md")
                .Concat(
                    Directory.EnumerateFiles(Path.Combine(Checkout.Root, "docs"), "*.md", SearchOption.AllDirectories)
                )
                .Select(file => Path.GetRelativePath(Checkout.Root, file)),
        ];

    [Theory]
    [MemberData(nameof(Documents))]
    public void Relative_links_lead_to_files_and_headings(string document) =>
        Assert.Empty(BrokenLinks(Path.Combine(Checkout.Root, document), Text(document)));

    [Fact]
    public void Broken_links_are_found()
    {
        const string Text = """
            # Title of *this*, a `page`
            [good](README.md), [good](README.md#try-it), [good](#title-of-this-a-page), [good](https://example.com/x.md)
            `[code](none.md)` [no file](none.md), [no heading](README.md#none), [no heading](#title)
            ```
            # no-heading
            [code](none.md)
            ```
            [in code](#no-heading)
            """;
        Assert.Equal(
            ["none.md", "README.md#none", "#title", "#no-heading"],
            BrokenLinks(Path.Combine(Checkout.Root, "x.md"), Text)
        );
    }

    [Theory]
    [InlineData("README.md", "docs")]
    [InlineData("docs/adr/README.md", "docs/adr")]
    public void Every_page_of_a_folder_is_linked(string index, string folder)
    {
        string[] pages =
        [
            .. Directory
                .EnumerateFiles(Path.Combine(Checkout.Root, folder), "*.md")
                .Select(page => Path.GetRelativePath(Path.GetDirectoryName(Path.Combine(Checkout.Root, index))!, page))
                .Where(page => page != "README.md"),
        ];
        Assert.NotEmpty(pages);
        Assert.Empty(pages.Except(Link().Matches(Text(index)).Select(match => match.Groups[1].Value)));
    }

    [Fact]
    public void Notice_names_every_package_that_is_shipped()
    {
        string notice = Text("NOTICE");
        // No lock file has the runtimes that are linked into the operator.
        string[] runtimes = ["Microsoft.AspNetCore.App.Runtime", "Microsoft.NETCore.App.Runtime.NativeAOT"];
        string[] packages = [.. ProgramPackages(), .. NativePackages(), .. runtimes];
        Assert.True(packages.Length > 5);
        Assert.DoesNotContain(
            packages,
            package => !Regex.IsMatch(notice, $@"(?<![\w.]){Regex.Escape(package)}(?![\w.])")
        );
    }

    private static string Text(string file) => File.ReadAllText(Path.Combine(Checkout.Root, file));

    private static List<string> BrokenLinks(string path, string text) =>
        [
            .. Link()
                .Matches(InlineCode().Replace(Fence().Replace(text, ""), ""))
                .Select(match => match.Groups[1].Value)
                .Where(target => !Scheme().IsMatch(target) && !Exists(path, text, target)),
        ];

    private static bool Exists(string path, string text, string target)
    {
        string[] parts = target.Split('#', 2);
        string file =
            parts[0].Length == 0
                ? path
                : Path.GetFullPath(Uri.UnescapeDataString(parts[0]), Path.GetDirectoryName(path)!);
        string content =
            file == path ? text
            : File.Exists(file) ? File.ReadAllText(file)
            : "";
        return parts.Length == 1
            ? file == path || Path.Exists(file)
            : Headings(content).Contains(parts[1], StringComparer.Ordinal);
    }

    /// <summary>Headings as GitHub names them: lower case, words joined by hyphens, numbered where they repeat.</summary>
    private static IEnumerable<string> Headings(string text) =>
        Heading()
            .Matches(Fence().Replace(text, ""))
            .Select(match => LinkTarget().Replace(match.Groups[1].Value, "").ToLowerInvariant().Trim())
            .Select(title => NotInAnchor().Replace(title, "").Replace(' ', '-'))
            .GroupBy(name => name)
            .SelectMany(same => same.Select((name, i) => i == 0 ? name : $"{name}-{i}"));

    private static IEnumerable<string> ProgramPackages() =>
        new[] { "operator/ImageForge.Operator", "operator/ImageForge.Cli", "runner/ImageForge.Runner" }
            .SelectMany(project =>
                Json(project, "packages.lock.json").GetProperty("dependencies").EnumerateObject().ToList()
            )
            .SelectMany(framework => framework.Value.EnumerateObject())
            .Where(package => package.Value.GetProperty("type").GetString() != "Project")
            .Select(package => package.Name)
            // Compilers and what works in them.
            .Where(name =>
                name is not ("Microsoft.CodeAnalysis.BannedApiAnalyzers" or "Microsoft.NET.ILLink.Tasks")
                && !name.EndsWith("Microsoft.DotNet.ILCompiler", StringComparison.Ordinal)
            )
            .Distinct();

    private static IEnumerable<string> NativePackages() =>
        Json("runner/native", "package.json").GetProperty("dependencies").EnumerateObject().Select(p => p.Name);

    private static JsonElement Json(string folder, string file) =>
        JsonSerializer.Deserialize<JsonElement>(Text(Path.Combine(folder, file)));

    [GeneratedRegex(@"^```.*?^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fence();

    [GeneratedRegex("`[^`\n]*`")]
    private static partial Regex InlineCode();

    [GeneratedRegex(@"\[[^\]]*\]\(([^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex("^[a-z]+:")]
    private static partial Regex Scheme();

    [GeneratedRegex("^#{1,6} +(.*)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"(?<=\])\([^)]*\)")]
    private static partial Regex LinkTarget();

    [GeneratedRegex(@"[^\p{L}\p{N} _-]")]
    private static partial Regex NotInAnchor();
}
