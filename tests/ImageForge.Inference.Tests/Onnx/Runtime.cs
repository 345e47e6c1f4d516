using ImageForge.Inference.Errors;
using ImageForge.Inference.Onnx;
using Xunit;

namespace ImageForge.Inference.Tests.Onnx;

/// <summary>ONNX Runtime and a folder for models, for one test class; tests are skipped where the library is missing.</summary>
public sealed class Runtime : IDisposable
{
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

    public static SessionSettings OnProcessor { get; } = new() { Provider = ExecutionProvider.Cpu };

    public static SessionSettings OnWebGpu { get; } = new() { Provider = ExecutionProvider.WebGpu };

    /// <summary>
    /// What WebGPU runs on. A test that asks is explicit and has the trait Device = WebGpu, by which
    /// <see cref="WebGpuRunTests"/> finds it.
    /// </summary>
    /// <exception cref="ProviderUnavailableException">WebGPU does not work in this process.</exception>
    public ProviderReport RequireWebGpu() => Library.Provider(ExecutionProvider.WebGpu);

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
