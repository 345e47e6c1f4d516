using NetVips;

namespace ImageForge.Imaging.Vips;

/// <summary>
/// Loads libvips, which lies beside the program, the first time that something asks for it; nothing else of the project does. A user
/// may put another build of it there.
/// </summary>
public static class VipsLibrary
{
    private const string FileName = "libvips.so.42";

    private static readonly Lock Gate = new();
    private static bool s_loaded;

    /// <summary>The file that is loaded when it is needed, or null where there is none; looks, and loads nothing.</summary>
    public static string? Find()
    {
        string file = Location;
        return File.Exists(file) ? file : null;
    }

    /// <summary>Says that a format needs the library, which is missing.</summary>
    /// <param name="format">The format's name.</param>
    public static VipsUnavailableException Missing(string format) =>
        new($"{format} needs libvips, and '{Location}' does not exist.");

    /// <summary>Loads the library unless it is loaded.</summary>
    /// <exception cref="VipsUnavailableException">It is missing or cannot be started.</exception>
    internal static void Load(string format)
    {
        lock (Gate)
        {
            if (s_loaded)
            {
                return;
            }

            string file = Find() ?? throw Missing(format);
            // NetVips loads the library as soon as any of its code is used, and keeps the error.
            if (!ModuleInitializer.VipsInitialized)
            {
                throw new VipsUnavailableException(
                    $"{format} needs libvips, and '{file}' cannot be used: {ModuleInitializer.Exception.Message}",
                    ModuleInitializer.Exception
                );
            }

            // Each picture is handled once: a cache of operations would only hold memory.
            Cache.Max = 0;
            NetVips.NetVips.BlockUntrusted = true;
            s_loaded = true;
        }
    }

    /// <summary>libvips' own words, in one line; NetVips puts a line of its own before them.</summary>
    internal static string Message(VipsException error)
    {
        int end = error.Message.IndexOf('\n', StringComparison.Ordinal);
        return error.Message[(end + 1)..].Trim().ReplaceLineEndings("; ");
    }

    private static string Location => Path.Combine(AppContext.BaseDirectory, FileName);
}

/// <summary>A format needs libvips, and libvips is not there. The message says where it was looked for and what to do.</summary>
public sealed class VipsUnavailableException : Exception
{
    /// <summary>Creates one.</summary>
    public VipsUnavailableException(string message, Exception? inner = null)
        : base(message, inner) { }
}
