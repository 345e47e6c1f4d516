using System.Globalization;
using System.Runtime.InteropServices;
using ImageForge.Inference.Errors;
using Microsoft.Extensions.Logging;
using Microsoft.ML.OnnxRuntime;

namespace ImageForge.Inference.Onnx;

/// <summary>The native library behind the package. The package binds one, once in a process: the first that is loaded here.</summary>
internal static unsafe partial class OrtLibrary
{
    // The package's minor version. It binds functions that an older library has not, without a check, and would crash.
    private const uint Minor = 30;

    private static readonly Lock Gate = new();
    private static nint s_bound;
    private static string s_boundFile = "";

    /// <summary>Loads the library, sends its log to a logger, and returns its version.</summary>
    /// <exception cref="LibraryMissingException">The file is something else, is too old, or another library is loaded already.</exception>
    public static string Load(string file, ILogger logger)
    {
        lock (Gate)
        {
            DisableTelemetry();
            (nint library, string version) = Examine(file);
            if (s_bound == 0)
            {
                OrtEnv.DisableDllImportResolver = true;
                NativeLibrary.SetDllImportResolver(
                    typeof(InferenceSession).Assembly,
                    static (name, _, _) => name == "onnxruntime" ? s_bound : 0
                );
                (s_bound, s_boundFile) = (library, file);
            }
            else if (s_bound != library)
            {
                throw new LibraryMissingException(
                    $"'{file}' cannot be used as ONNX Runtime: this process has loaded '{s_boundFile}' already."
                );
            }

            SendLog(OrtLog.Attach(logger));
            return version;
        }
    }

    /// <summary>Whether the package works with a library of this version.</summary>
    internal static bool IsRecent(string version) =>
        version.Split('.') is [var major, var minor, ..]
        && uint.TryParse(major, NumberStyles.None, CultureInfo.InvariantCulture, out uint generation)
        && uint.TryParse(minor, NumberStyles.None, CultureInfo.InvariantCulture, out uint number)
        && (generation > 1 || (generation == 1 && number >= Minor));

    // Before the package is touched: it would end in a TypeInitializationException for the rest of the process.
    private static (nint Library, string Version) Examine(string file)
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

        // OrtApiBase has two members, GetApi and GetVersionString.
        void** members = ((delegate* unmanaged<void**>)export)();
        string version = Marshal.PtrToStringUTF8((nint)((delegate* unmanaged<byte*>)members[1])()) ?? "";
        return IsRecent(version)
            ? (library, version)
            : throw new LibraryMissingException(
                $"'{file}' is ONNX Runtime {version}, and 1.{Minor} or newer is needed."
            );
    }

    private static void SendLog(OrtLoggingLevel level)
    {
        if (!OrtEnv.IsCreated)
        {
            var options = new EnvironmentCreationOptions
            {
                logId = "imageforge",
                logLevel = level,
                loggingFunction = OrtLog.Write,
            };
            OrtEnv.CreateInstanceWithOptions(ref options);
        }

        OrtEnv.Instance().EnvLogLevel = level;
    }

    // Microsoft's builds of 1.30 write a device id into the home folder and send events to Microsoft, unless this is set before the
    // library starts. .NET's own SetEnvironmentVariable does not reach native code.
    private static void DisableTelemetry() => SetEnvironment("ORT_DISABLE_TELEMETRY", "1", 1);

    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SetEnvironment(string name, string value, int overwrite);
}
