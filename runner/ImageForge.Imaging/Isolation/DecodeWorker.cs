using System.Reflection;
using ImageForge.Imaging.Files;
using ImageForge.Imaging.Vips;
using Microsoft.Win32.SafeHandles;
using NetVips;

namespace ImageForge.Imaging.Isolation;

/// <summary>
/// The process that decodes one untrusted file and ends: reads from its input a <see cref="DecodeOrder"/> of the process that
/// started it, limits itself, reads the file, and writes pixels to its output, or one sentence to its error stream. Whatever
/// happens to it happens to nothing else. It may be started before there is a file, and waits.
/// </summary>
public static class DecodeWorker
{
    /// <summary>The hidden command of the programs that can be this process.</summary>
    public const string Command = "decode";

    internal const int Done = 0;
    internal const int Unusable = 2;
    internal const int Unavailable = 3;

    /// <summary>Waits for one file, decodes it and ends; ends at once where its input ends without one.</summary>
    /// <param name="arguments">None.</param>
    /// <returns>The exit code.</returns>
    public static int Run(IReadOnlyList<string> arguments)
    {
        if (arguments.Count > 0)
        {
            Console.Error.WriteLine("decode is for the program itself: what to do comes by its input");
            return Unusable;
        }

        byte[] file = [];
        try
        {
            using var input = new FileStream(new SafeFileHandle(0, false), FileAccess.Read, bufferSize: 0);
            using var output = new FileStream(new SafeFileHandle(1, false), FileAccess.Write, bufferSize: 0);
            // Loaded first: afterwards no file can be opened, and its code is trusted. It takes longer than the rest of the
            // preparation. The thread has ended before this one is confined: no thread of a pool may keep its rights.
            bool loaded = false;
            var loading = new Thread(() => loaded = TryLoad());
            loading.Start();
            Prepare();
            loading.Join();
            FileStream status = Enclose();
            if (loaded && !Kernel.IsReadable(0))
            {
                Warm();
            }

            if (DecodeOrder.TryRead(input) is not { } order)
            {
                return Done;
            }

            VipsLibrary.Load(order.Format.Name());
            Limit(status, order.Memory, order.Seconds);
            file = new byte[order.Length];
            input.ReadExactly(file);
            VipsDecoder.Decode(file, order.Format, output);
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

    /// <summary>Gives up all that reading an untrusted file does not need.</summary>
    /// <param name="bytes">Memory that the process may take beyond what it has.</param>
    /// <param name="seconds">Processor time that it may take in all.</param>
    internal static void Confine(long bytes, int seconds)
    {
        Prepare();
        Limit(Enclose(), bytes, seconds);
    }

    /// <summary>Loads and compiles what is needed once no file can be opened.</summary>
    private static void Prepare()
    {
        LoadAssemblies(typeof(DecodeWorker).Assembly, []);
        // What is said about a failure goes here.
        _ = Console.Error;
        SystemCallFilter.Prepare();
    }

    /// <summary>Gives up files, connections and other processes; threads that start from now on have none either.</summary>
    /// <returns>What <see cref="Limit"/> needs.</returns>
    private static FileStream Enclose()
    {
        FileStream status = ProcessLimits.OpenStatus();
        ProcessLimits.Apply();
        Landlock.RestrictThread();
        return status;
    }

    /// <summary>Gives up the rest, once it is known how much memory and time a file may take.</summary>
    private static void Limit(FileStream status, long bytes, int seconds)
    {
        using (status)
        {
            ProcessLimits.Apply(status, bytes, seconds);
        }

        SystemCallFilter.Install();
    }

    private static bool TryLoad()
    {
        try
        {
            VipsLibrary.Load("");
            NetVips.NetVips.Concurrency = 1;
            VipsDecoder.Prepare();
            return true;
        }
        catch (Exception e) when (e is VipsUnavailableException or VipsException)
        {
            // Missing, or a build without JPEG: said once there is a file that needs it.
            return false;
        }
    }

    /// <summary>Decodes a picture of its own while it waits, so that the code is compiled when the file comes.</summary>
    private static void Warm()
    {
        using Image black = Image.Black(8, 8, bands: 3);
        VipsDecoder.Decode(black.JpegsaveBuffer(profile: "srgb"), ImageFormat.Jpeg, Stream.Null);
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
