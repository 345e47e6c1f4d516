using System.Security.Cryptography;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using ImageForge.Integration.Tests.Tools;
using Xunit;

namespace ImageForge.Integration.Tests.Images;

/// <summary>The builds of ONNX Runtime in the runner's images. The CUDA package is made up here: it has 236 MB.</summary>
public sealed class OnnxRuntimeBuildTests : IDisposable
{
    private static readonly string[] Files =
    [
        "LICENSE",
        "ThirdPartyNotices.txt",
        "runtimes/linux-x64/native/libonnxruntime.so",
        "runtimes/linux-x64/native/libonnxruntime_providers_cuda.so",
        "runtimes/linux-x64/native/libonnxruntime_providers_shared.so",
        "runtimes/linux-x64/native/libonnxruntime_providers_tensorrt.so",
    ];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("imageforge-cuda-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task The_library_of_npm_has_the_version_of_the_package()
    {
        var package = await File.ReadAllTextAsync(
            Repository.File("runner", "native", "package.json"),
            TestContext.Current.CancellationToken
        );
        Assert.Equal(Version(), (string?)JsonNode.Parse(package)!["dependencies"]!["onnxruntime-node"]);
    }

    [Fact]
    public async Task ONNX_Runtime_is_fetched_only_for_processors_that_it_is_built_for()
    {
        var result = await Programs.RunAsync(Repository.File("runner", "native", "fetch.sh"), ["riscv64"]);
        Assert.Equal(1, result.ExitCode);
        Assert.Contains("amd64 or arm64", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_image_with_CUDA_has_its_own_build_in_place_of_the_other()
    {
        var dockerfile = await File.ReadAllTextAsync(
            Repository.File("runner", "Dockerfile"),
            TestContext.Current.CancellationToken
        );
        // The libraries of this version need CUDA 13 and cuDNN 9.
        Assert.Matches(@"\nARG CUDA_IMAGE=\S+/cuda:13\.\d+\.\d+-cudnn-runtime-", dockerfile);
        var stages = dockerfile.Split("\nFROM ");
        var copying = Assert.Single(
            stages,
            s => s.StartsWith("${SDK_IMAGE} AS onnxruntime-cuda\n", StringComparison.Ordinal)
        );
        Assert.Contains(
            "RUN dotnet msbuild -restore runner/native/cuda.proj -t:CopyCuda -p:Into=/onnxruntime\n",
            copying,
            StringComparison.Ordinal
        );
        var cuda = Assert.Single(stages, s => s.StartsWith("${CUDA_IMAGE} AS cuda\n", StringComparison.Ordinal));
        var other = cuda.IndexOf("\nCOPY --from=build /app .\n", StringComparison.Ordinal);
        Assert.InRange(
            other,
            0,
            cuda.IndexOf("\nCOPY --from=onnxruntime-cuda /onnxruntime/ .\n", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task The_CUDA_build_is_copied_with_its_licences_under_the_names_that_are_loaded()
    {
        (await CopyAsync(Package())).Succeeded();
        Assert.Equal(
            [
                "libonnxruntime.MIT.txt: LICENSE",
                "libonnxruntime.ThirdPartyNotices.txt: ThirdPartyNotices.txt",
                "libonnxruntime.so.1: runtimes/linux-x64/native/libonnxruntime.so",
                "libonnxruntime_providers_cuda.so: runtimes/linux-x64/native/libonnxruntime_providers_cuda.so",
                "libonnxruntime_providers_shared.so: runtimes/linux-x64/native/libonnxruntime_providers_shared.so",
            ],
            Into.GetFiles().Select(f => $"{f.Name}: {File.ReadAllText(f.FullName)}").Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public async Task A_CUDA_package_with_another_hash_is_refused()
    {
        Package();
        var result = await CopyAsync(null);
        Assert.NotEqual(0, result.ExitCode);
        Assert.Contains("hash mismatch", result.Output, StringComparison.Ordinal);
        Assert.False(Into.Exists);
    }

    private DirectoryInfo Into => new(Path.Combine(_folder.FullName, "into"));

    private static string Version() =>
        XDocument.Load(Repository.File("Directory.Packages.props")).Descendants("OnnxRuntimeVersion").Single().Value;

    /// <summary>Writes a package whose files hold their own paths, and returns its hash.</summary>
    private string Package()
    {
        const string Id = "microsoft.ml.onnxruntime.gpu.linux";
        var package = _folder.CreateSubdirectory($"packages/{Id}/{Version()}");
        foreach (var file in Files.Append($"{Id}.{Version()}.nupkg"))
        {
            var path = Path.Combine(package.FullName, file);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, file);
        }

        var archive = File.ReadAllBytes(Path.Combine(package.FullName, $"{Id}.{Version()}.nupkg"));
        return Convert.ToBase64String(SHA512.HashData(archive));
    }

    private Task<ProgramResult> CopyAsync(string? hash) =>
        Programs.RunAsync(
            "dotnet",
            [
                "msbuild",
                Repository.File("runner", "native", "cuda.proj"),
                "-nologo",
                "-t:CopyCuda",
                $"-p:NuGetPackageRoot={_folder.FullName}/packages/",
                $"-p:Into={Into.FullName}",
                .. hash is null ? (string[])[] : [$"-p:CudaPackageSha512={hash}"],
            ],
            new Dictionary<string, string> { ["MSBUILDDISABLENODEREUSE"] = "1" }
        );
}
