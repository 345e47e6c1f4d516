using System.Formats.Tar;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using ImageForge.Integration.Tests.Tools;
using ImageForge.Sbom;
using Xunit;

namespace ImageForge.Integration.Tests.Images;

/// <summary>The lists of what images hold, of root file systems that are made up of the published programs.</summary>
public sealed partial class SbomTests
{
    private static readonly DateTimeOffset Created = DateTimeOffset.Parse(
        "2026-01-31T12:00:00Z",
        CultureInfo.InvariantCulture
    );

    [Theory]
    [InlineData("Operator", "pkg:nuget/KubernetesClient@")]
    [InlineData("Operator", "pkg:nuget/YamlDotNet@")]
    [InlineData("Operator", "pkg:nuget/OpenTelemetry@")]
    [InlineData("Operator", "pkg:nuget/Microsoft.NETCore.App.Runtime.NativeAOT.linux-x64@")]
    [InlineData("Operator", "pkg:nuget/Microsoft.AspNetCore.App.Runtime.linux-x64@")]
    [InlineData("Operator", "pkg:deb/debian/libc6@2.36-9%2Bdeb12u14?arch=amd64&distro=bookworm")]
    [InlineData("Runner", "pkg:nuget/AWSSDK.S3@")]
    [InlineData("Runner", "pkg:npm/onnxruntime-node@1.30.0")]
    [InlineData("Runner", "pkg:nuget/HarfBuzzSharp.NativeAssets.Linux@")]
    [InlineData("Runner", "pkg:nuget/NetVips.Native.linux-x64@")]
    [InlineData("Runner", "pkg:generic/mozjpeg@")]
    [InlineData("Runner", "pkg:github/rsms/inter@4.001")]
    [InlineData("Runner", "pkg:generic/imageforge-runner@1.2.3")]
    [InlineData("Runner", "pkg:nuget/Microsoft.NETCore.App.Runtime.linux-x64@10.0.12")]
    [InlineData("Runner", "pkg:deb/debian/libc6@2.36-9%2Bdeb12u14?arch=amd64&distro=bookworm")]
    public void Everything_in_an_image_is_listed(string program, string purl)
    {
        var document = Document(Published(program));
        Assert.Single(Purls(document), p => p.StartsWith(purl, StringComparison.Ordinal));
    }

    /// <summary>A native program has its packages and the runtime in one file.</summary>
    [Fact]
    public void What_is_linked_into_the_operator_is_in_its_program()
    {
        var document = Document(Published("Operator"));
        var relationships = document["relationships"]!.AsArray();
        const string Program = "SPDXRef-generic-imageforge-operator-1.2.3";
        Assert.Single(
            relationships,
            r => (string?)r!["relatedSpdxElement"] == Program && (string?)r["spdxElementId"] == "SPDXRef-Image"
        );
        var linked = document["packages"]!
            .AsArray()
            .Where(p => PurlsOf(p).Any(purl => purl.StartsWith("pkg:nuget/", StringComparison.Ordinal)))
            .Select(p => (string)p!["SPDXID"]!)
            .Order(StringComparer.Ordinal);
        Assert.Equal(
            linked,
            relationships
                .Where(r => (string?)r!["spdxElementId"] == Program)
                .Select(r => (string)r!["relatedSpdxElement"]!)
                .Order(StringComparer.Ordinal)
        );
    }

    /// <summary>Symbols stay in build/bin.</summary>
    [Fact]
    public void The_operator_is_published_as_one_program_with_what_is_said_about_it() =>
        Assert.Equal(
            [
                "app/LICENSE",
                "app/Microsoft.AspNetCore.App.THIRD-PARTY-NOTICES.txt",
                "app/Microsoft.NETCore.App.THIRD-PARTY-NOTICES.txt",
                "app/NOTICE",
                "app/operator",
                "app/operator.deps.json",
            ],
            App("Operator").Keys.Order(StringComparer.Ordinal)
        );

    [Fact]
    public void A_linked_runtime_without_its_notices_is_an_error()
    {
        var files = Published("Operator");
        files.Remove("app/Microsoft.NETCore.App.THIRD-PARTY-NOTICES.txt");
        var error = Assert.Throws<InventoryException>(() => Document(files));
        Assert.Contains("no notices of Microsoft.NETCore.App.Runtime", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Operator")]
    [InlineData("Runner")]
    public void The_document_follows_the_rules_of_SPDX(string program)
    {
        var document = Document(Published(program));
        Assert.Equal("SPDX-2.3", (string?)document["spdxVersion"]);
        Assert.Equal("CC0-1.0", (string?)document["dataLicense"]);
        Assert.Equal("SPDXRef-DOCUMENT", (string?)document["SPDXID"]);
        Assert.DoesNotContain("#", (string?)document["documentNamespace"], StringComparison.Ordinal);
        Assert.True(Uri.IsWellFormedUriString((string?)document["documentNamespace"], UriKind.Absolute));
        Assert.Equal("2026-01-31T12:00:00Z", (string?)document["creationInfo"]!["created"]);
        Assert.All(
            document["creationInfo"]!["creators"]!.AsArray(),
            c => Assert.Matches("^(Tool|Organization): ", (string?)c)
        );
        var packages = document["packages"]!.AsArray().Select(p => p!.AsObject()).ToList();
        string[] ids = ["SPDXRef-DOCUMENT", .. packages.Select(p => (string)p["SPDXID"]!)];
        Assert.Equal(ids, ids.Distinct(StringComparer.Ordinal));
        Assert.All(ids, id => Assert.Matches("^SPDXRef-[A-Za-z0-9.-]+$", id));
        Assert.All(
            packages,
            package =>
            {
                Assert.NotEmpty((string?)package["name"] ?? "");
                Assert.NotEmpty((string?)package["versionInfo"] ?? "");
                Assert.Equal("NOASSERTION", (string?)package["downloadLocation"]);
                // Without a list of files there is no verification code to give.
                Assert.False((bool)package["filesAnalyzed"]!);
                Assert.Matches(Expression(), (string?)package["licenseDeclared"]);
                Assert.Matches("^(Organization: .+|NOASSERTION)$", (string?)package["supplier"]);
                Assert.All(
                    package["checksums"]?.AsArray() ?? [],
                    c => Assert.Matches("^[0-9a-f]{128}$", (string?)c!["checksumValue"])
                );
            }
        );
        var relationships = document["relationships"]!.AsArray();
        Assert.Single(relationships, r => (string?)r!["relationshipType"] == "DESCRIBES");
        Assert.All(
            relationships,
            r =>
            {
                Assert.Contains((string?)r!["spdxElementId"], ids);
                Assert.Contains((string?)r["relatedSpdxElement"], ids);
            }
        );
        // Each package is in the image or in another package, once.
        Assert.Equal(
            ids.Skip(1).Order(StringComparer.Ordinal),
            relationships.Select(r => (string)r!["relatedSpdxElement"]!).Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public void The_same_image_gives_the_same_document() =>
        Assert.Equal(Document(Published("Operator")).ToJsonString(), Document(Published("Operator")).ToJsonString());

    [Fact]
    public void The_CUDA_build_is_listed_in_place_of_the_other()
    {
        var files = Published("Runner");
        files["app/libonnxruntime_providers_cuda.so"] = "";
        var purls = Purls(Document(files));
        Assert.Contains("pkg:nuget/Microsoft.ML.OnnxRuntime.Gpu.Linux@1.30.0", purls);
        Assert.DoesNotContain(purls, p => p.Contains("onnxruntime-node", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("app/stray.so", "", "of no known component: /app/stray.so")]
    [InlineData("app/libvips.versions.json", """{"vips": "8.18.7", "jxl": "0.11"}""", "no licence of jxl")]
    [InlineData("var/lib/dpkg/status", "", "lists no package of the base image")]
    public void What_is_of_unknown_origin_or_licence_is_an_error(string path, string text, string message)
    {
        var files = Published("Runner");
        files[path] = text;
        var error = Assert.Throws<InventoryException>(() => Document(files));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_removed_package_of_the_distribution_is_not_listed()
    {
        var files = Published("Operator");
        files["var/lib/dpkg/status"] +=
            "\nPackage: gone\nStatus: deinstall ok config-files\nArchitecture: all\nVersion: 1\n";
        Assert.DoesNotContain(Purls(Document(files)), p => p.Contains("/gone@", StringComparison.Ordinal));
    }

    /// <summary>A chiselled image's list of packages has no status.</summary>
    [Fact]
    public void The_packages_of_a_chiselled_image_are_listed()
    {
        var files = Published("Operator");
        files["var/lib/dpkg/status"] = "Package: libssl3t64\nArchitecture: amd64\nVersion: 3.0.13-0ubuntu3\n";
        files["usr/lib/os-release"] = "ID=ubuntu\nVERSION_CODENAME=noble\n";
        Assert.Contains("pkg:deb/ubuntu/libssl3t64@3.0.13-0ubuntu3?arch=amd64&distro=noble", Purls(Document(files)));
    }

    [Fact]
    public void The_licences_are_those_that_the_packages_declare()
    {
        var packages = Path.Combine(
            Environment.GetFolderPath(Environment.SpecialFolder.UserProfile),
            ".nuget",
            "packages"
        );
        packages = Environment.GetEnvironmentVariable("NUGET_PACKAGES") ?? packages;
        var described = Document(Published("Operator"))["packages"]!
            .AsArray()
            .Concat(Document(Published("Runner"))["packages"]!.AsArray().Where(p => IsListed((string)p!["name"]!)))
            .Select(p =>
                (Match: NugetPurl().Match(PurlsOf(p).FirstOrDefault("")), Licence: (string)p!["licenseDeclared"]!)
            )
            .Where(p => p.Match.Success)
            .Select(p => (Name: p.Match.Groups[1].Value, Version: p.Match.Groups[2].Value, p.Licence))
            .ToList();
        Assert.Contains(described, p => p.Name.StartsWith("Microsoft.NETCore.App", StringComparison.Ordinal));
        foreach (var (name, version, stated) in described)
        {
            var id = name.ToLowerInvariant();
            var nuspec = Path.Combine(packages, id, version, $"{id}.nuspec");
            var licence = XDocument.Load(nuspec).Descendants().Single(e => e.Name.LocalName == "license");
            // ONNX Runtime has its licence in a file.
            var declared = (string?)licence.Attribute("type") == "file" ? "MIT" : licence.Value;
            Assert.Equal((name, declared), (name, stated));
        }

        // Of native libraries the purl names another package than the one that is restored.
        static bool IsListed(string name) => Licences.Embedded.Nuget.ContainsKey(name);
    }

    [Fact]
    public async Task The_program_reads_an_exported_image_and_writes_the_document()
    {
        var refused = await Programs.RunAsync(
            Path.Combine(AppContext.BaseDirectory, "sbom"),
            ["operator", "1", "soon"]
        );
        Assert.Equal(2, refused.ExitCode);
        var broken = await Programs.RunAsync(
            Path.Combine(AppContext.BaseDirectory, "sbom"),
            ["operator", "1", "2026-01-31T12:00:00Z"],
            input: ""
        );
        Assert.Equal(1, broken.ExitCode);
        Assert.Contains("sbom: operator: ", broken.Error, StringComparison.Ordinal);
    }

    private static List<string> Purls(JsonNode document) => [.. document["packages"]!.AsArray().SelectMany(PurlsOf)];

    private static IEnumerable<string> PurlsOf(JsonNode? package) =>
        package!["externalRefs"]?.AsArray().Select(r => (string)r!["referenceLocator"]!) ?? [];

    private static JsonNode Document(Dictionary<string, string> files)
    {
        using var archive = new MemoryStream();
        using (var writer = new TarWriter(archive, leaveOpen: true))
        {
            foreach (var (path, text) in files)
            {
                writer.WriteEntry(
                    new PaxTarEntry(TarEntryType.RegularFile, path)
                    {
                        DataStream = new MemoryStream(Encoding.UTF8.GetBytes(text)),
                    }
                );
            }
        }

        archive.Position = 0;
        var components = Inventory.Of(ImageContent.Read(archive), Licences.Embedded, "1.2.3");
        return JsonNode.Parse(SpdxDocument.Write("imageforge/test", "1.2.3", Created, components))!;
    }

    /// <summary>The published program and a base image: names of all files, and the text of those that are read.</summary>
    private static Dictionary<string, string> Published(string program)
    {
        var files = App(program);
        if (program != "Operator")
        {
            files[Inventory.SharedRuntimes + "Microsoft.NETCore.App/10.0.12/System.Runtime.dll"] = "";
        }

        files["usr/lib/os-release"] = "ID=debian\nVERSION_CODENAME=bookworm\n";
        files["var/lib/dpkg/status"] =
            "Package: libc6\nStatus: install ok installed\nArchitecture: amd64\nVersion: 2.36-9+deb12u14\nDescription: C\n more\n";
        return files;
    }

    /// <summary>Images are published without the runner's symbols.</summary>
    private static Dictionary<string, string> App(string program) =>
        Directory
            .EnumerateFiles(Repository.File("build", "publish", $"ImageForge.{program}", "release_linux-x64"))
            .Where(f => program == "Operator" || !f.EndsWith(".pdb", StringComparison.Ordinal))
            .ToDictionary(
                f => "app/" + Path.GetFileName(f),
                f => f.EndsWith(".json", StringComparison.Ordinal) ? File.ReadAllText(f) : "",
                StringComparer.Ordinal
            );

    /// <summary>Identifiers of SPDX, joined.</summary>
    [GeneratedRegex(@"^[A-Za-z0-9.+-]+( (AND|OR) [A-Za-z0-9.+-]+)*$")]
    private static partial Regex Expression();

    [GeneratedRegex("^pkg:nuget/([^@]+)@(.+)$")]
    private static partial Regex NugetPurl();
}
