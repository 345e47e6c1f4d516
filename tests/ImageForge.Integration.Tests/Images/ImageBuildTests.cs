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
        var build = stages.Single(s => s.StartsWith("${SDK_IMAGE} AS build", StringComparison.Ordinal));
        var guard = build.IndexOf("RUN test -n \"${SOURCE_REVISION}\" -a -n \"${VERSION}\"", StringComparison.Ordinal);
        Assert.InRange(guard, 0, build.IndexOf("RUN dotnet publish", StringComparison.Ordinal));
        Assert.Contains("-p:SourceRevisionId=${SOURCE_REVISION}", build, StringComparison.Ordinal);
        Assert.Contains("-p:Version=${VERSION}", build, StringComparison.Ordinal);
        Assert.Contains("-p:DebugType=none", build, StringComparison.Ordinal);
        Assert.All(
            Final(stages),
            stage =>
            {
                Assert.Contains("image.revision=\"${SOURCE_REVISION}\"", stage, StringComparison.Ordinal);
                Assert.Contains("image.version=\"${VERSION}\"", stage, StringComparison.Ordinal);
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
            }
        );
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
