using System.IO.Enumeration;
using System.Text.Json;

namespace ImageForge.Sbom;

/// <summary>
/// A part of an image, known by its package URL, which has its version. Its licence is an SPDX expression, or null where only a
/// file in the image has the terms. Sha512 is that of the package it comes from, in hexadecimal. Inside is the package URL of
/// the component that it lies in, and null for the image itself.
/// </summary>
internal sealed record Component(
    string Name,
    string Version,
    string Purl,
    string? Licence,
    string? Copyright,
    string? Comment = null,
    string? Sha512 = null,
    string? Inside = null
);

/// <summary>An image contains something of unknown origin or licence.</summary>
internal sealed class InventoryException(string message) : Exception(message);

/// <summary>Lists the components of an image.</summary>
internal static class Inventory
{
    private const string App = "app/";
    internal const string SharedRuntimes = "usr/share/dotnet/shared/";
    private const string VipsVersions = "libvips.versions.json";
    private const string Installed = "ok installed";
    private const string RuntimePack = "runtimepack.";

    /// <exception cref="InventoryException">
    /// A file below /app belongs to no component, a package has no licence in components.json, or the base names no packages.
    /// </exception>
    public static IReadOnlyList<Component> Of(ImageContent image, Licences licences, string version)
    {
        var (packages, runtimes, ours) = Libraries(image);
        var claimed = new HashSet<string>(StringComparer.Ordinal);
        List<Component> components = [.. Own(image, version, ours, claimed)];
        // A native program lists the runtime as linked into it, with the packages.
        var program = runtimes.Count > 0 ? components.Single().Purl : null;
        foreach (var package in packages)
        {
            claimed.UnionWith(package.Assemblies);
            // A package that only refers to others, or whose assemblies .NET has in newer versions, adds no file.
            if (package.Assemblies.Count > 0)
            {
                components.Add(Nuget(package, licences) with { Inside = program });
            }
        }

        components.AddRange(Natives(image, licences, packages, claimed));
        components.AddRange(program is null ? Shared(image) : Linked(image, runtimes, program, claimed));
        components.AddRange(Distribution(image));
        string[] unknown =
        [
            .. image
                .Files.Where(f => f.StartsWith(App, StringComparison.Ordinal) && !claimed.Contains(f[App.Length..]))
                .Order(StringComparer.Ordinal),
        ];
        return unknown.Length == 0
            ? components
            : throw new InventoryException($"of no known component: /{string.Join(", /", unknown)}");
    }

    /// <summary>Our own program: its assemblies and the files that every .NET program has beside it.</summary>
    private static IEnumerable<Component> Own(
        ImageContent image,
        string version,
        IReadOnlySet<string> assemblies,
        HashSet<string> claimed
    )
    {
        claimed.UnionWith(assemblies);
        claimed.UnionWith(["LICENSE", "NOTICE"]);
        foreach (var path in image.Texts.Keys.Where(IsDependencies))
        {
            var program = path[App.Length..^".deps.json".Length];
            claimed.UnionWith([program, $"{program}.deps.json", $"{program}.runtimeconfig.json"]);
            yield return new(
                $"ImageForge {program}",
                version,
                $"pkg:generic/imageforge-{program}@{version}",
                "Apache-2.0",
                "Copyright 2026 The ImageForge Authors"
            );
        }
    }

    private static (
        IReadOnlyList<Library> Packages,
        IReadOnlyList<(string Name, string Version)> Runtimes,
        IReadOnlySet<string> Ours
    ) Libraries(ImageContent image)
    {
        var packages = new List<Library>();
        var runtimes = new List<(string, string)>();
        var ours = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (_, text) in image.Texts.Where(t => IsDependencies(t.Key)))
        {
            using var document = JsonDocument.Parse(text);
            var root = document.RootElement;
            var target = root.GetProperty("targets")
                .GetProperty(root.GetProperty("runtimeTarget").GetProperty("name").GetString()!);
            foreach (var library in root.GetProperty("libraries").EnumerateObject())
            {
                string[] assemblies = target.GetProperty(library.Name).TryGetProperty("runtime", out var runtime)
                    ? [.. runtime.EnumerateObject().Select(a => Path.GetFileName(a.Name))]
                    : [];
                var name = library.Name.Split('/');
                switch (library.Value.GetProperty("type").GetString())
                {
                    case "project":
                        ours.UnionWith(assemblies);
                        break;
                    case "runtimepack":
                        runtimes.Add((name[0][RuntimePack.Length..], name[1]));
                        break;
                    default:
                        var hash = library.Value.GetProperty("sha512").GetString()!["sha512-".Length..];
                        packages.Add(new(name[0], name[1], Convert.FromBase64String(hash), assemblies));
                        break;
                }
            }
        }

        return packages.Count > 0
            ? (packages, runtimes, ours)
            : throw new InventoryException("/app has no program with a .deps.json");
    }

    private static Component Nuget(Library package, Licences licences) =>
        licences.Nuget.TryGetValue(package.Name, out var licence)
            ? new(
                package.Name,
                package.Version,
                $"pkg:nuget/{package.Name}@{package.Version}",
                licence.Expression,
                licence.Copyright,
                Sha512: Convert.ToHexStringLower(package.Sha512)
            )
            : throw new InventoryException($"components.json has no licence of the NuGet package {package.Name}");

    private static IEnumerable<Component> Natives(
        ImageContent image,
        Licences licences,
        IReadOnlyList<Library> packages,
        HashSet<string> claimed
    )
    {
        var present = licences.Files.Where(f => image.Files.Contains(App + f.Marker));
        foreach (var native in present.DistinctBy(f => f.Files.Length > 0 ? f.Files : f.Name))
        {
            claimed.UnionWith(
                image
                    .Files.Where(f => f.StartsWith(App, StringComparison.Ordinal))
                    .Select(f => f[App.Length..])
                    .Where(f => FileSystemName.MatchesSimpleExpression(native.Files, f, ignoreCase: false))
            );
            var inside = native.VersionOf == VipsVersions ? Vips(image) : [];
            var version =
                native.Version
                ?? inside.FirstOrDefault(l => l.Name == "vips").Version
                ?? packages.FirstOrDefault(p => p.Name == native.VersionOf)?.Version
                ?? throw new InventoryException($"no version of {native.Name}: {native.VersionOf} is not in the image");
            var purl = $"{native.Purl.Replace("{rid}", Rid(image), StringComparison.Ordinal)}@{version}";
            yield return new(native.Name, version, purl, native.Licence, native.Copyright, native.Comment);
            foreach (var (name, itsVersion) in inside)
            {
                yield return licences.Vips.TryGetValue(name, out var licence)
                    ? new(name, itsVersion, $"pkg:generic/{name}@{itsVersion}", licence, null, Inside: purl)
                    : throw new InventoryException(
                        $"components.json has no licence of {name}, a part of {native.Name}"
                    );
            }
        }
    }

    private static IReadOnlyList<(string Name, string Version)> Vips(ImageContent image)
    {
        if (!image.Texts.TryGetValue(App + VipsVersions, out var text))
        {
            throw new InventoryException($"/{App}{VipsVersions} is missing");
        }

        using var versions = JsonDocument.Parse(text);
        return [.. versions.RootElement.EnumerateObject().Select(v => (v.Name, v.Value.GetString()!))];
    }

    /// <summary>The runtimes of the base image.</summary>
    private static IEnumerable<Component> Shared(ImageContent image)
    {
        var runtimes = image
            .Files.Where(f => f.StartsWith(SharedRuntimes, StringComparison.Ordinal))
            .Select(f => f[SharedRuntimes.Length..].Split('/'))
            .Where(parts => parts.Length > 2)
            .Select(parts => (Name: parts[0], Version: parts[1]))
            .Distinct()
            .Order()
            .ToList();
        return runtimes.Count > 0
            ? runtimes.Select(r =>
                Runtime($"{r.Name}.Runtime.{Rid(image)}", r.Version, "usr/share/dotnet/ThirdPartyNotices.txt")
            )
            : throw new InventoryException($"no .NET runtime in /{SharedRuntimes}");
    }

    /// <summary>The runtimes inside a native program, whose notices are beside it.</summary>
    private static IEnumerable<Component> Linked(
        ImageContent image,
        IReadOnlyList<(string Name, string Version)> runtimes,
        string program,
        HashSet<string> claimed
    )
    {
        foreach (var (name, version) in runtimes)
        {
            var framework = name[..name.IndexOf(".Runtime.", StringComparison.Ordinal)];
            var notices = $"{framework}.THIRD-PARTY-NOTICES.txt";
            if (!image.Files.Contains(App + notices))
            {
                throw new InventoryException($"no notices of {name}: /{App}{notices} is missing");
            }

            claimed.Add(notices);
            // The list names the package that a managed program takes; the native compiler has one of its own in its place.
            var package = name.Replace(
                "Microsoft.NETCore.App.Runtime.",
                "Microsoft.NETCore.App.Runtime.NativeAOT.",
                StringComparison.Ordinal
            );
            yield return Runtime(package, version, App + notices) with
            {
                Inside = program,
            };
        }
    }

    private static Component Runtime(string name, string version, string notices) =>
        new(
            name,
            version,
            $"pkg:nuget/{name}@{version}",
            "MIT",
            "Copyright (c) .NET Foundation and Contributors",
            $"Notices: /{notices}"
        );

    private static Component[] Distribution(ImageContent image)
    {
        var release = Fields(image.Texts.GetValueOrDefault(ImageContent.OsRelease, ""), '=');
        var id = release.GetValueOrDefault("ID", "linux").Trim('"');
        var codename = release.GetValueOrDefault("VERSION_CODENAME", "").Trim('"');
        Component[] packages =
        [
            .. image
                .Texts.GetValueOrDefault(ImageContent.PackageStatus, "")
                .Split("\n\n", StringSplitOptions.RemoveEmptyEntries)
                .Select(p => Fields(p, ':'))
                // What was removed is listed without being there. Chiselled images write no status.
                .Where(p => p.GetValueOrDefault("Status", Installed).EndsWith(Installed, StringComparison.Ordinal))
                .Where(p => p.ContainsKey("Package") && p.ContainsKey("Version"))
                .Select(p => Package(image, p, id, codename)),
        ];
        return packages.Length > 0
            ? packages
            : throw new InventoryException($"/{ImageContent.PackageStatus} lists no package of the base image");
    }

    private static Component Package(ImageContent image, Dictionary<string, string> fields, string id, string codename)
    {
        var (name, version) = (fields["Package"], fields["Version"]);
        var purl =
            $"pkg:deb/{id}/{Uri.EscapeDataString(name)}@{Uri.EscapeDataString(version)}"
            + $"?arch={fields.GetValueOrDefault("Architecture", "all")}"
            + (codename.Length > 0 ? $"&distro={codename}" : "");
        var terms = $"usr/share/doc/{name}/copyright";
        return new(name, version, purl, null, null, image.Files.Contains(terms) ? $"Terms: /{terms}" : null);
    }

    /// <summary>Lines of a name, a separator and a value; lines that go on are left out.</summary>
    private static Dictionary<string, string> Fields(string text, char separator) =>
        text.Split('\n')
            .Select(line => line.Split(separator, 2))
            .Where(parts => parts.Length == 2 && parts[0].Length > 0 && !char.IsWhiteSpace(parts[0][0]))
            .GroupBy(parts => parts[0], parts => parts[1].Trim(), StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => g.First(), StringComparer.Ordinal);

    private static bool IsDependencies(string path) => path.EndsWith(".deps.json", StringComparison.Ordinal);

    private static string Rid(ImageContent image) =>
        image.Texts.Any(t => IsDependencies(t.Key) && t.Value.Contains("/linux-arm64\"", StringComparison.Ordinal))
            ? "linux-arm64"
            : "linux-x64";

    /// <summary>A NuGet package and the names of its assemblies, none where it adds none.</summary>
    private sealed record Library(string Name, string Version, byte[] Sha512, IReadOnlyList<string> Assemblies);
}
