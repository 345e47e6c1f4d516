using System.Text.RegularExpressions;
using ImageForge.Integration.Tests.Tools;
using Xunit;

namespace ImageForge.Integration.Tests.Images;

/// <summary>The images, as far as they can be judged without an engine that builds them.</summary>
public sealed partial class ImageBuildTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("imageforge-images-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("operator")]
    [InlineData("runner")]
    public async Task Each_image_is_built_from_a_commit_and_a_version_and_labelled_with_them(string program)
    {
        var stages = await StagesAsync(program);
        var build = stages.Single(s =>
            s.StartsWith("--platform=${BUILDPLATFORM} ${SDK_IMAGE} AS build", StringComparison.Ordinal)
        );
        var guard = build.IndexOf("RUN test -n \"${SOURCE_REVISION}\" -a -n \"${VERSION}\"", StringComparison.Ordinal);
        Assert.InRange(guard, 0, build.IndexOf("RUN dotnet publish", StringComparison.Ordinal));
        Assert.Contains("-p:SourceRevisionId=${SOURCE_REVISION}", build, StringComparison.Ordinal);
        Assert.Contains("-p:Version=${VERSION}", build, StringComparison.Ordinal);
        Assert.Contains("-p:DebugType=none", build, StringComparison.Ordinal);
        Assert.Contains("-p:RestoreLockedMode=true", build, StringComparison.Ordinal);
        Assert.Contains("-p:TargetArch=${TARGETARCH}", build, StringComparison.Ordinal);
        Assert.All(
            Final(stages),
            stage =>
            {
                Assert.Contains("image.revision=\"${SOURCE_REVISION}\"", stage, StringComparison.Ordinal);
                Assert.Contains("image.version=\"${VERSION}\"", stage, StringComparison.Ordinal);
                Assert.Contains("image.created=\"${CREATED}\"", stage, StringComparison.Ordinal);
                Assert.Matches("image.title=\"ImageForge \\w", stage);
                Assert.Matches("image.description=\"\\w", stage);
                Assert.Matches("image.licenses=\"Apache-2.0", stage);
                Assert.Matches("image.vendor=\"\\w", stage);
            }
        );
    }

    [Theory]
    [InlineData("operator")]
    [InlineData("runner")]
    public async Task The_program_belongs_to_root_and_runs_as_another_user(string program) =>
        Assert.All(
            Final(await StagesAsync(program)),
            stage =>
            {
                var user = stage.IndexOf("\nUSER 65532:65532\n", StringComparison.Ordinal);
                Assert.True(user >= 0, "the stage has no user");
                // A folder that is made, and a file that is copied, after USER may be that user's.
                Assert.True(stage.LastIndexOf("\nWORKDIR ", StringComparison.Ordinal) < user);
                Assert.True(stage.LastIndexOf("\nCOPY ", StringComparison.Ordinal) < user);
                Assert.DoesNotContain("--chown", stage, StringComparison.Ordinal);
            }
        );

    [Fact]
    public async Task Images_are_built_with_the_commit_of_the_checkout()
    {
        var log = Path.Combine(_folder.FullName, "log");
        var result = await BuildAsync(Repository.File("config", "images.sh"), log, []);
        result.Succeeded();
        var builds = (await File.ReadAllLinesAsync(log, TestContext.Current.CancellationToken))
            .Where(l => l.StartsWith("build ", StringComparison.Ordinal))
            .ToList();
        Assert.Equal(2, builds.Count);
        Assert.All(
            builds,
            line =>
            {
                Assert.Matches(@"--build-arg SOURCE_REVISION=[0-9a-f]{40}(-dirty\.[0-9a-f]{12})? ", line);
                Assert.Matches(@"--build-arg VERSION=\d+\.\d+\.\d+ ", line);
                Assert.Matches(@"--build-arg CREATED=20\d\d-\d\d-\d\dT\d\d:\d\d:\d\dZ ", line);
            }
        );
    }

    [Fact]
    public async Task The_labels_are_those_of_the_commit_and_the_source()
    {
        var log = Path.Combine(_folder.FullName, "log");
        var result = await BuildAsync(
            Repository.File("config", "images.sh"),
            log,
            new()
            {
                ["SOURCE_REVISION"] = "c0ffee",
                ["SOURCE_DATE_EPOCH"] = "1767225600",
                ["SOURCE_URL"] = "https://example.org/imageforge",
            }
        );
        result.Succeeded();
        var text = await File.ReadAllTextAsync(log, TestContext.Current.CancellationToken);
        Assert.Contains("CREATED=2026-01-01T00:00:00Z", text, StringComparison.Ordinal);
        Assert.Contains("image.source=https://example.org/imageforge ", text, StringComparison.Ordinal);
        Assert.Contains("/imageforge/blob/c0ffee/docs/images.md ", text, StringComparison.Ordinal);
        Assert.True(File.Exists(Repository.File("docs", "images.md")));
    }

    [Theory]
    [InlineData("standard", 2)]
    [InlineData("cuda", 1)]
    public async Task Pushed_images_are_built_for_each_platform_under_the_name_of_the_registry(
        string target,
        int images
    )
    {
        var log = Path.Combine(_folder.FullName, "log");
        var result = await BuildAsync(
            Repository.File("config", "images.sh"),
            log,
            new()
            {
                ["PUSH"] = "yes",
                ["PREFIX"] = "registry.example/forge",
                ["PLATFORMS"] = "linux/amd64,linux/arm64",
                ["RUNNER_TARGET"] = target,
                ["TAG"] = "t",
            }
        );
        result.Succeeded();
        var builds = (await File.ReadAllLinesAsync(log, TestContext.Current.CancellationToken))
            .Where(l =>
                l.StartsWith("buildx build --push --platform linux/amd64,linux/arm64 ", StringComparison.Ordinal)
            )
            .ToList();
        Assert.Equal(images, builds.Count);
        Assert.Contains(target == "cuda" ? "/runner:t-cuda " : "/runner:t ", builds[^1], StringComparison.Ordinal);
        Assert.Contains("--metadata-file build/images/runner.json", builds[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_operator_has_a_base_without_a_shell_and_runs_nothing_in_it()
    {
        var text = await File.ReadAllTextAsync(
            Repository.File("operator", "Dockerfile"),
            TestContext.Current.CancellationToken
        );
        Assert.Matches(@"\nARG CHISELED_IMAGE=\S+/runtime-deps:10\.0-\w+-chiseled\n", text);
        var stage = Assert.Single(Final(await StagesAsync("operator")));
        Assert.StartsWith("${CHISELED_IMAGE}\n", stage, StringComparison.Ordinal);
        Assert.DoesNotContain("\nRUN ", stage, StringComparison.Ordinal);
        Assert.DoesNotContain("\nSHELL ", stage, StringComparison.Ordinal);
        Assert.Contains("\nENTRYPOINT [\"", stage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_commit_no_image_is_built()
    {
        var config = _folder.CreateSubdirectory("tree").CreateSubdirectory("config");
        var script = Path.Combine(config.FullName, "images.sh");
        File.Copy(Repository.File("config", "images.sh"), script);
        File.Copy(
            Repository.File("Directory.Build.props"),
            Path.Combine(config.Parent!.FullName, "Directory.Build.props")
        );
        var log = Path.Combine(_folder.FullName, "log");
        var result = await BuildAsync(script, log, new() { ["SOURCE_REVISION"] = "" });
        Assert.Equal(1, result.ExitCode);
        Assert.Contains("set SOURCE_REVISION", result.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(log));
    }

    /// <summary>What an image adds to its base, in MB: a new dependency is noticed here.</summary>
    [Theory]
    [InlineData("Operator", 24)]
    [InlineData("Runner", 90)]
    public void A_program_stays_below_its_size_limit(string program, int limit)
    {
        var files = new DirectoryInfo(
            Repository.File("build", "publish", $"ImageForge.{program}", "release_linux-x64")
        ).GetFiles();
        Assert.DoesNotContain(files, f => f.Extension == ".xml");
        // Images are published without symbols.
        var bytes = files.Where(f => f.Extension != ".pdb").Sum(f => f.Length);
        Assert.InRange(bytes, 1_000_000, limit * 1_000_000L);
    }

    [Fact]
    public async Task The_deployment_runs_the_images_of_this_version()
    {
        var token = TestContext.Current.CancellationToken;
        var props = await File.ReadAllTextAsync(Repository.File("Directory.Build.props"), token);
        var version = VersionTag().Match(props).Groups[1].Value;
        var deployment = await File.ReadAllTextAsync(Repository.File("config", "default", "deployment.yaml"), token);
        Assert.Contains($"image: imageforge/operator:{version}\n", deployment, StringComparison.Ordinal);
        var configuration = await File.ReadAllTextAsync(Repository.File("config", "default", "operator.yaml"), token);
        Assert.Contains($"  image: imageforge/runner:{version}\n", configuration, StringComparison.Ordinal);
    }

    /// <summary>Runs the script with a docker that writes its arguments down.</summary>
    private async Task<ProgramResult> BuildAsync(string script, string log, Dictionary<string, string> more)
    {
        var docker = Path.Combine(_folder.CreateSubdirectory("bin").FullName, "docker");
        await File.WriteAllTextAsync(
            docker,
            $"#!/bin/sh\n[ \"$1\" = info ] || echo \"$@\" >> '{log}'\n",
            TestContext.Current.CancellationToken
        );
        (await Programs.RunAsync("chmod", ["+x", docker])).Succeeded();
        more["PATH"] = $"{Path.GetDirectoryName(docker)}:{Environment.GetEnvironmentVariable("PATH")}";
        return await Programs.RunAsync("bash", [script], more);
    }

    private static async Task<IReadOnlyList<string>> StagesAsync(string program)
    {
        var text = await File.ReadAllTextAsync(
            Repository.File(program, "Dockerfile"),
            TestContext.Current.CancellationToken
        );
        return [.. text.Split("\nFROM ").Skip(1)];
    }

    private static IEnumerable<string> Final(IReadOnlyList<string> stages) =>
        stages.Where(s => s.Contains("\nENTRYPOINT ", StringComparison.Ordinal));

    [GeneratedRegex("<Version>(.*)</Version>")]
    private static partial Regex VersionTag();
}
