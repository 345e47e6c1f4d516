using ImageForge.Inference.Errors;
using ImageForge.Inference.Onnx;
using Xunit;

namespace ImageForge.Inference.Tests.Onnx;

/// <summary>ONNX Runtime and a folder for models, for one test class; tests are skipped where the library is missing.</summary>
public sealed class Runtime : IDisposable
{
    /// <summary>How the reason begins for which a test on WebGPU is skipped.</summary>
    public const string NoWebGpu = "In this process:";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("imageforge-onnx-");
    private readonly Lazy<OnnxRuntime> _library = new(() => OnnxRuntime.Open());

    /// <summary>The library.</summary>
    public OnnxRuntime Library
    {
        get
        {
            Assert.SkipUnless(OnnxRuntime.Find() is not null, "ONNX Runtime is missing: run make native.");
            return _library.Value;
        }
    }

    public static SessionSettings OnProcessor { get; } = new() { Provider = ProviderChoice.Cpu };

    public static SessionSettings OnWebGpu { get; } = new() { Provider = ProviderChoice.WebGpu };

    /// <summary>
    /// What WebGPU runs on; skips the test where it does not run. A test that asks has the trait Device = WebGpu, by which
    /// <see cref="SoftwareVulkanTests"/> finds it.
    /// </summary>
    public ProviderReport RequireWebGpu()
    {
        try
        {
            return Library.Provider(ProviderChoice.WebGpu);
        }
        catch (ProviderUnavailableException e)
        {
            Assert.Skip($"{NoWebGpu} {e.Message}");
            throw;
        }
    }

    /// <summary>Writes a file into the folder.</summary>
    public string Write(string name, byte[] bytes)
    {
        string path = Path.Combine(_folder.FullName, name);
        File.WriteAllBytes(path, bytes);
        return path;
    }

    /// <summary>Opens a model on the processor.</summary>
    public OnnxSession Open(byte[] model, string name = "model.onnx") =>
        OnnxSession.Open(Library, Write(name, model), OnProcessor);

    public void Dispose()
    {
        if (_library.IsValueCreated)
        {
            _library.Value.Dispose();
        }

        _folder.Delete(recursive: true);
    }
}
