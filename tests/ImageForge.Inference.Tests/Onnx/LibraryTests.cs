using ImageForge.Inference.Errors;
using ImageForge.Inference.Onnx;
using Xunit;

namespace ImageForge.Inference.Tests.Onnx;

[Collection(nameof(Alone))]
public sealed class LibraryTests(Runtime runtime) : IClassFixture<Runtime>
{
    [Fact]
    public void A_library_that_is_not_there_is_named_with_what_to_do()
    {
        LibraryMissingException e = Assert.Throws<LibraryMissingException>(() =>
            OnnxRuntime.Open("/no/such/libonnxruntime.so.1", null)
        );
        Assert.Contains("'/no/such/libonnxruntime.so.1' does not exist", e.Message, StringComparison.Ordinal);
        Assert.Contains(OnnxRuntime.PathVariable, e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_environment_names_another_library()
    {
        string? before = Environment.GetEnvironmentVariable(OnnxRuntime.PathVariable);
        try
        {
            Environment.SetEnvironmentVariable(OnnxRuntime.PathVariable, "/no/such/build.so");
            Assert.Null(OnnxRuntime.Find());
            LibraryMissingException e = Assert.Throws<LibraryMissingException>(() => OnnxRuntime.Open());
            Assert.Contains("'/no/such/build.so' does not exist", e.Message, StringComparison.Ordinal);
        }
        finally
        {
            Environment.SetEnvironmentVariable(OnnxRuntime.PathVariable, before);
        }
    }

    [Fact]
    public void A_file_that_is_no_library_is_named()
    {
        string file = runtime.Write("text.so", "no library"u8.ToArray());
        LibraryMissingException e = Assert.Throws<LibraryMissingException>(() => OnnxRuntime.Open(file, null));
        Assert.Contains($"'{file}' cannot be used as ONNX Runtime", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Another_library_is_named()
    {
        string file = Path.Combine(Path.GetDirectoryName(typeof(object).Assembly.Location)!, "libSystem.Native.so");
        Assert.SkipUnless(File.Exists(file), "This .NET keeps its native parts elsewhere.");
        LibraryMissingException e = Assert.Throws<LibraryMissingException>(() => OnnxRuntime.Open(file, null));
        Assert.Contains("OrtGetApiBase", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_second_library_in_one_process_is_refused()
    {
        string copy = runtime.Write("copy.so", File.ReadAllBytes(runtime.Library.File));
        LibraryMissingException e = Assert.Throws<LibraryMissingException>(() => OnnxRuntime.Open(copy, null));
        Assert.Contains(
            $"'{copy}' cannot be used as ONNX Runtime: this process has loaded '{runtime.Library.File}' already",
            e.Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void The_library_tells_its_version() => Assert.Matches(@"^1\.\d+\.\d+", runtime.Library.Version);

    [Theory]
    [InlineData("1.30.0", true)]
    [InlineData("1.31.2", true)]
    [InlineData("2.0.0", true)]
    [InlineData("1.29.1", false)]
    [InlineData("0.99", false)]
    [InlineData("", false)]
    [InlineData("new", false)]
    public void Versions_before_1_30_are_too_old(string version, bool recent) =>
        Assert.Equal(recent, OrtLibrary.IsRecent(version));
}
