using System.Globalization;
using System.Runtime.InteropServices;
using ImageForge.Inference.Errors;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace ImageForge.Inference.Onnx;

/// <summary>
/// ONNX Runtime, loaded. Models are opened with it; it may be disposed of before them, and goes when the last has gone.
/// Safe to use from many threads.
/// </summary>
public sealed unsafe class OnnxRuntime : IDisposable
{
    /// <summary>The environment variable that names another build of the library, such as the one with CUDA.</summary>
    public const string PathVariable = "IMAGEFORGE_ONNXRUNTIME";

    private const string FileName = "libonnxruntime.so.1";

    // The oldest whose table has all that is called here.
    private const uint ApiVersion = 23;

    private readonly Providers _providers;

    private OnnxRuntime(OrtApi api, string file, string version, ILogger logger)
    {
        Api = api;
        File = file;
        Version = version;
        Logger = logger;
        Environment = new OrtHandle(api, OrtIndex.ReleaseEnv, api.CreateEnvironment(OrtLog.Attach(logger)));
        HostMemory = new OrtHandle(api, OrtIndex.ReleaseMemoryInfo, api.CreateHostMemoryInfo(), Environment);
        _providers = new Providers(this);
    }

    /// <summary>The library's file.</summary>
    public string File { get; }

    /// <summary>The library's version, such as <c>1.30.0</c>.</summary>
    public string Version { get; }

    internal OrtApi Api { get; }

    internal ILogger Logger { get; }

    internal OrtHandle Environment { get; }

    internal OrtHandle HostMemory { get; }

    /// <summary>The file that is loaded by <see cref="Open(ILogger?)"/>, or null where there is none; looks, and loads nothing.</summary>
    public static string? Find() => System.IO.File.Exists(Location) ? Location : null;

    /// <summary>Loads the library: the one that the environment names, else the one beside the program.</summary>
    /// <param name="logger">Where the library's own log goes; nowhere if null.</param>
    /// <exception cref="LibraryMissingException">There is none, it is something else, or it is too old.</exception>
    public static OnnxRuntime Open(ILogger? logger = null) => Open(Location, logger);

    /// <summary>What a model would run on; found out by running one, once for each choice.</summary>
    /// <exception cref="ProviderUnavailableException">Nothing that was asked for runs here.</exception>
    public ProviderReport Provider(ProviderChoice choice) => _providers.Choose(choice);

    /// <inheritdoc/>
    public void Dispose()
    {
        OrtLog.Detach(Logger);
        HostMemory.Dispose();
        Environment.Dispose();
    }

    internal static OnnxRuntime Open(string file, ILogger? logger)
    {
        if (!System.IO.File.Exists(file))
        {
            throw new LibraryMissingException(
                $"Running models needs ONNX Runtime, and '{file}' does not exist: run `make build` where npm is, or name the library in {PathVariable}."
            );
        }

        (OrtApi api, string version) = Load(file);
        return new OnnxRuntime(api, file, version, logger ?? NullLogger.Instance);
    }

    private static (OrtApi Api, string Version) Load(string file)
    {
        nint library;
        nint export;
        try
        {
            library = NativeLibrary.Load(file);
            export = NativeLibrary.GetExport(library, "OrtGetApiBase");
        }
        catch (Exception e) when (e is DllNotFoundException or BadImageFormatException or EntryPointNotFoundException)
        {
            throw new LibraryMissingException($"'{file}' cannot be used as ONNX Runtime: {e.Message}", e);
        }

        // Its members: the function that gives the table of a version, and the one that says the version.
        void** origin = ((delegate* unmanaged<void**>)export)();
        string version = Marshal.PtrToStringUTF8((nint)((delegate* unmanaged<byte*>)origin[1])()) ?? "";
        // Asked by its name first, because a table that is not there is complained about on stderr.
        void** table = IsRecent(version) ? ((delegate* unmanaged<uint, void**>)origin[0])(ApiVersion) : null;
        return table is not null
            ? (new OrtApi(table), version)
            : throw new LibraryMissingException(
                $"'{file}' is ONNX Runtime {version}, and 1.{ApiVersion} or newer is needed."
            );
    }

    /// <summary>Whether a version has the table that is needed.</summary>
    internal static bool IsRecent(string version) =>
        version.Split('.') is [var major, var minor, ..]
        && uint.TryParse(major, NumberStyles.None, CultureInfo.InvariantCulture, out uint generation)
        && uint.TryParse(minor, NumberStyles.None, CultureInfo.InvariantCulture, out uint number)
        && (generation > 1 || (generation == 1 && number >= ApiVersion));

    private static string Location =>
        System.Environment.GetEnvironmentVariable(PathVariable) is { Length: > 0 } named
            ? named
            : Path.Combine(AppContext.BaseDirectory, FileName);
}
