using ImageForge.Inference.Errors;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace ImageForge.Inference.Onnx;

/// <summary>
/// ONNX Runtime, loaded. Models are opened with it; it may be disposed of before them. Safe to use from many threads.
/// </summary>
public sealed class OnnxRuntime : IDisposable
{
    /// <summary>The environment variable that names another build of the library, such as the one with CUDA.</summary>
    public const string PathVariable = "IMAGEFORGE_ONNXRUNTIME";

    private const string FileName = "libonnxruntime.so.1";

    private readonly Providers _providers;

    private OnnxRuntime(string file, string version, ILogger logger)
    {
        (File, Version, Logger) = (file, version, logger);
        _providers = new Providers(this);
    }

    /// <summary>The library's file.</summary>
    public string File { get; }

    /// <summary>The library's version, such as <c>1.30.0</c>.</summary>
    public string Version { get; }

    internal ILogger Logger { get; }

    private static string Location =>
        Environment.GetEnvironmentVariable(PathVariable) is { Length: > 0 } named
            ? named
            : Path.Combine(AppContext.BaseDirectory, FileName);

    /// <summary>The file that is loaded by <see cref="Open(ILogger?)"/>, or null where there is none; looks, and loads nothing.</summary>
    public static string? Find() => System.IO.File.Exists(Location) ? Location : null;

    /// <summary>Loads the library: the one that the environment names, else the one beside the program.</summary>
    /// <param name="logger">Where the library's own log goes; nowhere if null.</param>
    /// <exception cref="LibraryMissingException">
    /// There is none, it is something else or too old, or this process has loaded another one.
    /// </exception>
    public static OnnxRuntime Open(ILogger? logger = null) => Open(Location, logger);

    /// <summary>The device that a model would run on: each provider runs a small model once, to see whether it works.</summary>
    /// <exception cref="ProviderUnavailableException">No provider of this choice works here.</exception>
    public ProviderReport Provider(ExecutionProvider choice) => _providers.Choose(choice);

    /// <inheritdoc/>
    public void Dispose() => OrtLog.Detach(Logger);

    internal static OnnxRuntime Open(string file, ILogger? logger)
    {
        if (!System.IO.File.Exists(file))
        {
            throw new LibraryMissingException(
                $"Running models needs ONNX Runtime, and '{file}' does not exist: run `make build` where npm is, or name the library in {PathVariable}."
            );
        }

        logger ??= NullLogger.Instance;
        return new OnnxRuntime(file, OrtLibrary.Load(file, logger), logger);
    }
}
