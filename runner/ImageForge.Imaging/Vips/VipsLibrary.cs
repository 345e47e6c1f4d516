using System.Runtime.InteropServices;

namespace ImageForge.Imaging.Vips;

/// <summary>Finds libvips and loads it the first time that something asks for it; nothing else of the project does.</summary>
public static class VipsLibrary
{
    /// <summary>The environment variable that names another build of the library.</summary>
    public const string PathVariable = "IMAGEFORGE_LIBVIPS";

    private const string FileName = "libvips.so.42";

    private static readonly Lock Gate = new();
    private static nint _handle;

    /// <summary>The file that is loaded when it is needed, or null where there is none; looks, and loads nothing.</summary>
    public static string? Find()
    {
        string file = Location;
        return File.Exists(file) ? file : null;
    }

    /// <summary>Says that a format cannot be had here, and why.</summary>
    /// <param name="format">The format's name.</param>
    public static VipsUnavailableException Missing(string format) =>
        new(
            $"{format} needs libvips, and '{Location}' does not exist: run `make build` where npm is, or name the library in {PathVariable}."
        );

    /// <summary>Loads the library unless it is loaded.</summary>
    /// <exception cref="VipsUnavailableException">It is missing or cannot be started.</exception>
    internal static void Load(string format)
    {
        lock (Gate)
        {
            if (_handle != 0)
            {
                return;
            }

            string file = Find() ?? throw Missing(format);
            try
            {
                nint handle = NativeLibrary.Load(file);
                NativeLibrary.SetDllImportResolver(
                    typeof(VipsLibrary).Assembly,
                    (name, assembly, path) => Resolve(handle, name)
                );
                if (VipsNative.Init("imageforge") != 0)
                {
                    throw new VipsException(VipsNative.TakeError());
                }

                // Each picture is handled once: a cache of operations would only hold memory.
                VipsNative.CacheSetMax(0);
                VipsNative.BlockUntrusted(1);
                _handle = handle;
            }
            catch (Exception e)
                when (e
                        is DllNotFoundException
                            or EntryPointNotFoundException
                            or BadImageFormatException
                            or VipsException
                )
            {
                throw new VipsUnavailableException(
                    $"{format} needs libvips, and '{file}' cannot be used: {e.Message}",
                    e
                );
            }
        }
    }

    private static string Location =>
        Environment.GetEnvironmentVariable(PathVariable) is { Length: > 0 } named
            ? named
            : Path.Combine(AppContext.BaseDirectory, FileName);

    private static nint Resolve(nint handle, string name) => name == VipsNative.Library ? handle : 0;
}
