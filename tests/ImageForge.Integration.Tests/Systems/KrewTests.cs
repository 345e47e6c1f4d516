using System.Security.Cryptography;
using System.Text.Json.Nodes;
using ImageForge.Api.Yaml;
using ImageForge.Integration.Tests.Tools;
using Xunit;

namespace ImageForge.Integration.Tests.Systems;

/// <summary>The plugin as krew installs it: its manifest meets krew's rules and names the archive, which works where it is unpacked.</summary>
public sealed class KrewTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("imageforge-krew-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task The_packed_plugin_is_what_its_manifest_says()
    {
        var environment = new Dictionary<string, string> { ["PLUGIN_BASE"] = "https://example.com/v1" };
        (await Programs.RunAsync(Repository.File("config", "plugin.sh"), [_folder.FullName], environment)).Succeeded();
        var text = await File.ReadAllTextAsync(
            Path.Combine(_folder.FullName, "imageforge.yaml"),
            TestContext.Current.CancellationToken
        );
        var manifest = YamlReader.Read(text)[0].Value!;
        Assert.Equal("krew.googlecontainertools.github.com/v1alpha2", $"{manifest["apiVersion"]}");
        Assert.Equal("Plugin", $"{manifest["kind"]}");
        Assert.Equal("imageforge", $"{manifest["metadata"]!["name"]}");
        var spec = manifest["spec"]!.AsObject();
        Assert.Empty(
            spec.Select(field => field.Key)
                .Except(["version", "shortDescription", "description", "caveats", "platforms"])
        );
        Assert.Matches(@"^v\d+\.\d+\.\d+$", $"{spec["version"]}");
        Assert.InRange($"{spec["shortDescription"]}".Length, 1, 50);
        Assert.NotEmpty($"{spec["description"]}");

        JsonNode platform = Assert.Single(spec["platforms"]!.AsArray())!;
        Assert.Equal(
            "linux/amd64",
            $"{platform["selector"]!["matchLabels"]!["os"]}/{platform["selector"]!["matchLabels"]!["arch"]}"
        );
        var archive = Assert.Single(_folder.GetFiles("*.tar.gz"));
        Assert.Equal($"https://example.com/v1/{archive.Name}", $"{platform["uri"]}");
        await using (var stream = archive.OpenRead())
        {
            var digest = await SHA256.HashDataAsync(stream, TestContext.Current.CancellationToken);
            Assert.Equal(Convert.ToHexStringLower(digest), $"{platform["sha256"]}");
        }

        // Without `files`, krew unpacks everything and links kubectl-imageforge to the program.
        var into = _folder.CreateSubdirectory("store").FullName;
        (await Programs.RunAsync("tar", ["-xzf", archive.FullName, "-C", into])).Succeeded();
        var link = Path.Combine(_folder.FullName, "kubectl-imageforge");
        File.CreateSymbolicLink(link, Path.Combine(into, $"{platform["bin"]}"));
        Assert.Contains(
            "kubectl imageforge [command]",
            (await Programs.RunAsync(link, [])).Succeeded(),
            StringComparison.Ordinal
        );
        Assert.True(File.Exists(Path.Combine(into, "LICENSE")) && File.Exists(Path.Combine(into, "NOTICE")));
    }
}
