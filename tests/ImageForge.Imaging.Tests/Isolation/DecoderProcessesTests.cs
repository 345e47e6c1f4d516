using System.Diagnostics;
using System.Globalization;
using System.Runtime.Versioning;
using System.Text.RegularExpressions;
using ImageForge.Imaging.Files;
using ImageForge.Imaging.Isolation;
using ImageForge.Imaging.Pixels;
using ImageForge.Imaging.Tests.Files;
using Xunit;

namespace ImageForge.Imaging.Tests.Isolation;

/// <summary>Processes that wait for a file: each takes one, and none outlives the run.</summary>
[SupportedOSPlatform("linux")]
public sealed class DecoderProcessesTests : IDisposable
{
    private static readonly string Runner = Path.Combine(AppContext.BaseDirectory, "runner");

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("imageforge-spares-");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_file_has_a_process_of_its_own()
    {
        // The stand-in notes its number, and refuses the file as if it had been taken over.
        var decoder = new ImageDecoder(null, Script("echo $$ >> pids; cat >/dev/null; exit 2"));
        using (decoder.Expect(3))
        {
            for (int i = 0; i < 5; i++)
            {
                await Assert.ThrowsAsync<ImageFormatException>(() => decoder.DecodeAsync(Jpeg(), Token));
            }
        }

        string[] started = await File.ReadAllLinesAsync(Noted, Token);
        Assert.Equal(5, started.Length);
        Assert.Equal(5, started.Distinct().Count());
    }

    [Fact]
    public async Task No_more_wait_than_files_are_expected_and_they_end_with_the_expectation()
    {
        var decoder = new ImageDecoder(null, Script("echo $$ >> pids; exec cat >/dev/null"));
        IDisposable expectation = decoder.Expect(1);
        string[] started = await NotedAsync(1);
        Assert.True(IsRunning(started[0]));
        await Task.Delay(200, Token);
        Assert.Single(await File.ReadAllLinesAsync(Noted, Token));
        expectation.Dispose();
        await EndedAsync(started[0]);
    }

    [Fact]
    public async Task One_that_ended_while_it_waited_is_replaced()
    {
        using PixelBuffer picture = KnownPictures.Smooth(80, 60);
        byte[] file = ImageEncoder.Encode(picture, new EncodeOptions { Format = ImageFormat.Jpeg });
        // The first ends at once; the others are the real one.
        string program = Script($"[ -e pids ] || {{ echo $$ > pids; exit 1; }}; exec '{Runner}' \"$@\"");
        var decoder = new ImageDecoder(null, program);
        using IDisposable expectation = decoder.Expect(1);
        string[] started = await NotedAsync(1);
        await EndedAsync(started[0]);
        using DecodedImage image = await decoder.DecodeAsync(file, Token);
        Assert.Equal((80, 60), (image.Pixels.Width, image.Pixels.Height));
    }

    [Fact]
    public async Task A_program_that_cannot_be_started_is_an_error_of_the_file_that_needs_it()
    {
        var decoder = new ImageDecoder(null, "/nowhere/runner");
        using (decoder.Expect(2))
        {
            await Assert.ThrowsAsync<Vips.VipsUnavailableException>(() => decoder.DecodeAsync(Jpeg(), Token));
        }
    }

    [Fact]
    public async Task The_real_one_waits_confined_and_ends_where_its_input_ends()
    {
        using Process process = Process.Start(
            new ProcessStartInfo(Runner, [DecodeWorker.Command])
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
            }
        )!;
        await ConfinedAsync(process.Id);
        process.StandardInput.Close();
        await process.WaitForExitAsync(Token);
        Assert.Equal(DecodeWorker.Done, process.ExitCode);
        Assert.Empty(await process.StandardOutput.ReadToEndAsync(Token));
    }

    /// <summary>Its parent is killed, and its input stays open: the kernel ends it all the same.</summary>
    [Fact]
    public async Task The_real_one_ends_with_its_parent()
    {
        using Process parent = Process.Start(
            new ProcessStartInfo(
                "/bin/sh",
                ["-c", $"exec 3<&0; '{Runner}' {DecodeWorker.Command} <&3 & echo $! > '{Noted}'; wait"]
            )
            {
                RedirectStandardInput = true,
            }
        )!;
        string[] started = await NotedAsync(1);
        await ConfinedAsync(int.Parse(started[0], CultureInfo.InvariantCulture));
        Assert.True(IsRunning(started[0]));
        parent.Kill();
        await EndedAsync(started[0]);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private string Noted => Path.Combine(_folder.FullName, "pids");

    private async Task<string[]> NotedAsync(int count)
    {
        for (int i = 0; i < 500; i++)
        {
            if (File.Exists(Noted) && await File.ReadAllLinesAsync(Noted, Token) is var lines && lines.Length >= count)
            {
                return lines;
            }

            await Task.Delay(20, Token);
        }

        throw new TimeoutException("It was not started.");
    }

    /// <summary>It may write no file: all that it gives up before there is a file is given up.</summary>
    private static async Task ConfinedAsync(int process)
    {
        for (int i = 0; i < 500; i++)
        {
            string limits = await File.ReadAllTextAsync($"/proc/{process}/limits", Token);
            if (Regex.IsMatch(limits, "Max file size +0 +0 "))
            {
                return;
            }

            await Task.Delay(20, Token);
        }

        throw new TimeoutException("It was not confined.");
    }

    private static async Task EndedAsync(string process)
    {
        for (int i = 0; i < 500 && IsRunning(process); i++)
        {
            await Task.Delay(20, Token);
        }

        Assert.False(IsRunning(process));
    }

    private static bool IsRunning(string process)
    {
        try
        {
            // A zombie has ended.
            return !File.ReadAllText($"/proc/{int.Parse(process, CultureInfo.InvariantCulture)}/stat")
                .Contains(") Z ", StringComparison.Ordinal);
        }
        catch (IOException)
        {
            return false;
        }
    }

    private static byte[] Jpeg() =>
        ImageEncoder.Encode(KnownPictures.Smooth(24, 16), new EncodeOptions { Format = ImageFormat.Jpeg });

    private string Script(string body)
    {
        string file = Path.Combine(_folder.FullName, "decoder");
        File.WriteAllText(file, $"#!/bin/sh\ncd '{_folder.FullName}'\n{body}\n");
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        return file;
    }
}
