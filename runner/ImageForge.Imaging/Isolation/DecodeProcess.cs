using System.ComponentModel;
using System.Diagnostics;
using System.IO.Pipes;
using ImageForge.Imaging.Files;
using ImageForge.Imaging.Pixels;
using ImageForge.Imaging.Vips;

namespace ImageForge.Imaging.Isolation;

/// <summary>Has one file decoded by a process of its own and waits for it, but not for ever.</summary>
internal sealed class DecodeProcess(DecoderProcesses processes, DecodeLimits limits)
{
    // What decoders hold beside the pixels: the file, tables, and pictures in other forms on the way to ours.
    private const long BaseMemory = 384L << 20;
    private const int MemoryPerPixel = 32;
    private const long LeastMemory = 128L << 20;
    private const int MostWords = 1024;

    // A pipe holds 64 kB unless it is told otherwise; each time that it is full or empty, the processes change.
    private const int PipeBytes = 1 << 20;

    /// <exception cref="ImageFormatException">The file cannot be decoded, or its decoder crashed or did not end in time.</exception>
    /// <exception cref="VipsUnavailableException">There is no library for it, or no program to run it.</exception>
    public async Task<DecodedImage> DecodeAsync(
        ReadOnlyMemory<byte> file,
        ImageHeader header,
        CancellationToken cancellation
    )
    {
        try
        {
            return await DecodeNowAsync(file, header, cancellation);
        }
        finally
        {
            processes.Refill();
        }
    }

    private async Task<DecodedImage> DecodeNowAsync(
        ReadOnlyMemory<byte> file,
        ImageHeader header,
        CancellationToken cancellation
    )
    {
        using ChildProcess child = await TakeAsync(file.Length, header);
        Process process = child.Process;
        Enlarge(process.StandardInput.BaseStream);
        Enlarge(process.StandardOutput.BaseStream);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(limits.Patience);
        try
        {
            Task feeding = FeedAsync(process, file, patience.Token);
            Task<string> words = WordsAsync(process, patience.Token);
            PixelBuffer? pixels = null;
            try
            {
                (pixels, int bits) = await PixelReader.ReadAsync(
                    process.StandardOutput.BaseStream,
                    header,
                    patience.Token
                );
                // The end of the output: a process that writes more fails instead of blocking.
                process.StandardOutput.Close();
                await feeding;
                if (pixels is null)
                {
                    string complaint = await words;
                    await process.WaitForExitAsync(patience.Token);
                    throw Failure(header.Format, process.ExitCode, complaint);
                }

                // The process said that it is done. To wait for its end would take milliseconds: it is killed.
                var image = new DecodedImage(pixels, header.Format, bits);
                pixels = null;
                return image;
            }
            finally
            {
                pixels?.Dispose();
            }
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new ImageFormatException(
                $"The {header.Format.Name()} was not decoded within {limits.Patience.TotalSeconds:0} s."
            );
        }
    }

    private DecodeOrder Order(int length, ImageHeader header)
    {
        long memory = BaseMemory + (2L * length) + ((long)header.Width * header.Height * MemoryPerPixel);
        // Both processes are in one container.
        memory = Math.Min(memory, Math.Max(LeastMemory, ProcessMemory.Left ?? long.MaxValue));
        return new DecodeOrder(header.Format, length, memory, (int)Math.Ceiling(limits.ProcessorTime.TotalSeconds));
    }

    private async Task<ChildProcess> TakeAsync(int length, ImageHeader header)
    {
        try
        {
            return await processes.TakeAsync(Order(length, header));
        }
        catch (Win32Exception e)
        {
            throw new VipsUnavailableException(
                $"{header.Format.Name()} is decoded by a process of its own, and '{processes.Program}' cannot be started: {e.Message}",
                e
            );
        }
    }

    private static async Task FeedAsync(Process process, ReadOnlyMemory<byte> file, CancellationToken cancellation)
    {
        try
        {
            await process.StandardInput.BaseStream.WriteAsync(file, cancellation);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It ended before it had read everything: its exit code and its words say why.
        }
    }

    private static async Task<string> WordsAsync(Process process, CancellationToken cancellation)
    {
        // The message is the last line. Libraries may write any amount before it: all of it is read, so that the process
        // does not block, and only the end is kept.
        string kept = "";
        char[] words = new char[MostWords];
        int count;
        while ((count = await process.StandardError.ReadBlockAsync(words, cancellation)) > 0)
        {
            kept += new string(words, 0, count);
            kept = kept[^Math.Min(kept.Length, MostWords)..];
        }

        return DecoderWords.Find(kept);
    }

    private static Exception Failure(ImageFormat format, int code, string words) =>
        code switch
        {
            DecodeWorker.Unavailable => new VipsUnavailableException(words),
            DecodeWorker.Unusable when words.Length > 0 => new ImageFormatException($"The {format.Name()} {words}."),
            _ => new ImageFormatException(
                $"The {format.Name()} made its decoder end with code {code}: it is damaged, or takes more memory or time than its size warrants."
            ),
        };

    private static void Enlarge(Stream stream)
    {
        if (stream is PipeStream pipe)
        {
            Kernel.Enlarge(pipe.SafePipeHandle, PipeBytes);
        }
    }
}
