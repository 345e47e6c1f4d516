using System.Globalization;
using System.Reflection;
using ImageForge.Imaging.Files;
using ImageForge.Imaging.Vips;
using Microsoft.Win32.SafeHandles;
using NetVips;

namespace ImageForge.Imaging.Isolation;

/// <summary>
/// The process that decodes one untrusted file: limits itself, reads the file from its input, and writes pixels to its output, or
/// one sentence to its error stream. Whatever happens to it happens to nothing else.
/// </summary>
public static class DecodeWorker
{
    /// <summary>The hidden command of the programs that can be this process.</summary>
    public const string Command = "decode";

    internal const int Done = 0;
    internal const int Unusable = 2;
    internal const int Unavailable = 3;

    /// <summary>Decodes what comes in and ends.</summary>
    /// <param name="arguments">Format, bytes of the file, bytes of memory and seconds of processor time.</param>
    /// <returns>The exit code.</returns>
    public static int Run(IReadOnlyList<string> arguments)
    {
        if (
            arguments is not [var name, var length, var memory, var seconds]
            || ImageFormats.Parse(name) is not { } format
            || !int.TryParse(length, CultureInfo.InvariantCulture, out int bytes)
            || !long.TryParse(memory, CultureInfo.InvariantCulture, out long limit)
            || !int.TryParse(seconds, CultureInfo.InvariantCulture, out int time)
        )
        {
            Console.Error.WriteLine("decode is for the program itself: FORMAT BYTES MEMORY SECONDS");
            return Unusable;
        }

        byte[] file = [];
        try
        {
            // Loaded first: afterwards no file can be opened, and its code is trusted.
            VipsLibrary.Load(name);
            NetVips.NetVips.Concurrency = 1;
            using var input = new FileStream(new SafeFileHandle(0, false), FileAccess.Read, bufferSize: 0);
            using var output = new FileStream(new SafeFileHandle(1, false), FileAccess.Write, bufferSize: 0);
            Confine(limit, time);
            file = new byte[bytes];
            input.ReadExactly(file);
            VipsDecoder.Decode(file, format, output);
            return Done;
        }
        catch (VipsUnavailableException e)
        {
            Console.Error.WriteLine(DecoderWords.Line(e.Message));
            return Unavailable;
        }
        catch (Exception e)
            when (e is VipsException or ImageFormatException or OutOfMemoryException or EndOfStreamException)
        {
            Console.Error.WriteLine(
                DecoderWords.Line(
                    e is OutOfMemoryException
                        ? "takes more memory than its size warrants, or than the memory limit leaves"
                        : DecoderWords.Of(e is VipsException vips ? VipsLibrary.Message(vips) : e.Message, file)
                )
            );
            return Unusable;
        }
    }

    /// <summary>Gives up all that decoding does not need.</summary>
    /// <param name="bytes">Memory that the process may take beyond what it has.</param>
    /// <param name="seconds">Processor time that it may take in all.</param>
    internal static void Confine(long bytes, int seconds)
    {
        LoadAssemblies(typeof(DecodeWorker).Assembly, []);
        // What is said about a failure goes here.
        _ = Console.Error;
        ProcessLimits.Apply(bytes, seconds);
        Landlock.RestrictThread();
        SystemCallFilter.Install();
    }

    private static void LoadAssemblies(Assembly assembly, HashSet<string> loaded)
    {
        foreach (AssemblyName name in assembly.GetReferencedAssemblies())
        {
            if (loaded.Add(name.FullName))
            {
                LoadAssemblies(Assembly.Load(name), loaded);
            }
        }
    }
}
