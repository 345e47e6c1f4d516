using System.Globalization;
using ImageForge.Imaging.Files;
using ImageForge.Imaging.Vips;

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
            // Loaded first: the limits leave it no file to open wrongly, and its code is trusted.
            VipsLibrary.Load(name);
            VipsNative.SetConcurrency(1);
            ProcessLimits.Apply(limit, time);
            file = new byte[bytes];
            using (Stream input = Console.OpenStandardInput())
            {
                input.ReadExactly(file);
            }

            using Stream output = Console.OpenStandardOutput();
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
                        ? "takes more memory than its size warrants"
                        : DecoderWords.Of(e.Message, file)
                )
            );
            return Unusable;
        }
    }
}
