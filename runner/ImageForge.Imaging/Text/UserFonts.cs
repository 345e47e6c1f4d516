using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using ImageForge.Imaging.Isolation;

namespace ImageForge.Imaging.Text;

/// <summary>
/// Fonts that a user supplies, before a built-in typeface. They are read, shaped and outlined by a process of its own, which may crash or
/// hang without harm and which this ends with.
/// </summary>
public sealed class UserFonts : IDisposable
{
    private const long BaseMemory = 384L << 20;
    private const long LeastMemory = 128L << 20;

    private readonly FontLimits _limits;
    private readonly ChildProcess _child;
    private readonly BinaryWriter _writer;
    private readonly BinaryReader _reader;
    private readonly Lock _gate = new();
    private readonly Dictionary<FontRequest, SetText> _set = [];

    private UserFonts(ChildProcess child, FontLimits limits)
    {
        _child = child;
        _limits = limits;
        _writer = new BinaryWriter(child.Process.StandardInput.BaseStream);
        _reader = new BinaryReader(new BufferedStream(child.Process.StandardOutput.BaseStream));
        // Discarded, but read: a full pipe would block the process.
        _ = child.Process.StandardError.BaseStream.CopyToAsync(Stream.Null);
    }

    /// <summary>The units that text in these fonts is measured in.</summary>
    internal int UnitsPerEm { get; private set; }

    /// <summary>Reads fonts.</summary>
    /// <param name="fonts">The fonts by preference, one at least.</param>
    /// <param name="limits">What they may take at most.</param>
    /// <param name="program">The program that is the other process; the runner beside this program if not given.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <exception cref="FontFormatException">A font is none, is damaged or larger than the limits, or its reader crashed.</exception>
    public static async Task<UserFonts> OpenAsync(
        IReadOnlyList<FontFile> fonts,
        FontLimits? limits = null,
        string? program = null,
        CancellationToken cancellation = default
    )
    {
        limits ??= new FontLimits();
        for (int i = 0; i < fonts.Count; i++)
        {
            if (fonts[i].Bytes.Length > limits.MaxBytes)
            {
                throw new FontFormatException($"has more than {limits.MaxBytes} bytes", i);
            }
        }

        long memory = BaseMemory + (4L * fonts.Sum(f => (long)f.Bytes.Length));
        // Both processes are in one container.
        memory = Math.Min(memory, Math.Max(LeastMemory, ProcessMemory.Left ?? long.MaxValue));
        UserFonts? opened = null;
        try
        {
            ChildProcess child = await ChildProcess.StartAsync(
                ChildProcess.Confined(
                    program ?? Path.Combine(AppContext.BaseDirectory, "runner"),
                    FontWorker.Command,
                    memory.ToString(CultureInfo.InvariantCulture),
                    ((long)Math.Ceiling(limits.ProcessorTime.TotalSeconds)).ToString(CultureInfo.InvariantCulture)
                )
            );
            opened = new UserFonts(child, limits);
            UserFonts reader = opened;
            await Task.Run(() => reader.Send(fonts, cancellation), CancellationToken.None);
            opened = null;
            return reader;
        }
        catch (Win32Exception e)
        {
            throw new FontFormatException(
                $"cannot be read: fonts are read by a process of their own, which cannot be started: {e.Message}"
            );
        }
        finally
        {
            opened?.Dispose();
        }
    }

    /// <summary>The characters of a text that neither these fonts nor the typeface have, each once, in their order.</summary>
    /// <exception cref="FontFormatException">The process that reads the fonts crashed or did not answer in time.</exception>
    public IReadOnlyList<Rune> Missing(string text, Typeface typeface, FontWeight weight) =>
        [.. Ask(new FontRequest(text, typeface, weight, 0), FontMessages.ReadText).EnumerateRunes()];

    /// <summary>Sets a text.</summary>
    /// <exception cref="FontFormatException">The process that reads the fonts crashed or did not answer in time.</exception>
    internal SetText Set(string text, Typeface typeface, FontWeight weight, double width)
    {
        var request = new FontRequest(text, typeface, weight, width);
        lock (_gate)
        {
            if (!_set.TryGetValue(request, out SetText? set))
            {
                set = Ask(request, FontMessages.ReadSet);
                _set.Add(request, set);
            }

            return set;
        }
    }

    /// <summary>Ends the process.</summary>
    public void Dispose()
    {
        Process process = _child.Process;
        (Stream input, Stream output) = (process.StandardInput.BaseStream, process.StandardOutput.BaseStream);
        _child.Dispose();
        input.Dispose();
        output.Dispose();
    }

    private void Send(IReadOnlyList<FontFile> fonts, CancellationToken cancellation) =>
        Exchange(
            () =>
            {
                FontMessages.Write(_writer, fonts);
                for (int i = 0; i < fonts.Count; i++)
                {
                    if (_reader.ReadByte() != FontWorker.Taken)
                    {
                        throw new FontFormatException(Printable.Text(FontMessages.ReadText(_reader)), i);
                    }
                }

                int units = _reader.ReadInt32();
                UnitsPerEm = units is >= 16 and <= 16384 ? units : throw new InvalidDataException("No such units.");
                return units;
            },
            cancellation
        );

    private T Ask<T>(FontRequest request, Func<BinaryReader, T> read) =>
        Exchange(
            () =>
            {
                FontMessages.Write(_writer, request);
                return _reader.ReadByte() == FontWorker.Taken
                    ? read(_reader)
                    : throw new FontFormatException(Printable.Text(FontMessages.ReadText(_reader)));
            },
            CancellationToken.None
        );

    private T Exchange<T>(Func<T> exchange, CancellationToken cancellation)
    {
        lock (_gate)
        {
            try
            {
                // On a thread of its own: nothing ends a wait for a pipe but what is at its other end.
                return Task.Run(exchange, CancellationToken.None)
                    .WaitAsync(_limits.Patience, cancellation)
                    .GetAwaiter()
                    .GetResult();
            }
            catch (TimeoutException)
            {
                _child.Process.Kill();
                throw new FontFormatException($"was not read within {_limits.Patience.TotalSeconds:0} s");
            }
            catch (InvalidDataException)
            {
                throw new FontFormatException("is damaged: its reader returned an invalid answer");
            }
            catch (IOException)
            {
                throw new FontFormatException(
                    $"made its reader end with code {ExitCode()}: it is damaged, or takes more memory or time than a font warrants"
                );
            }
        }
    }

    private int ExitCode()
    {
        Process process = _child.Process;
        if (!process.WaitForExit(TimeSpan.FromSeconds(5)))
        {
            process.Kill();
            process.WaitForExit();
        }

        return process.ExitCode;
    }
}

/// <summary>A font that a user supplies.</summary>
/// <param name="Name">What messages call it, such as its address.</param>
/// <param name="Bytes">The file: TrueType, OpenType, or a collection of them.</param>
/// <param name="Index">Which font of a collection; 0 for other files.</param>
public sealed record FontFile(string Name, ReadOnlyMemory<byte> Bytes, int Index = 0);

/// <summary>What users' fonts may take at most.</summary>
public sealed record FontLimits
{
    /// <summary>Most bytes of a file.</summary>
    public int MaxBytes { get; init; } = 32 << 20;

    /// <summary>Most processor time of the process that reads the fonts of a text and sets it, in all sizes that are asked for.</summary>
    public TimeSpan ProcessorTime { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Most time that one answer of that process may take.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(60);
}

/// <summary>A user's font cannot be used.</summary>
/// <param name="message">Why, without the font's name.</param>
/// <param name="index">Which of the fonts that were given, or null where that is not known.</param>
public sealed class FontFormatException(string message, int? index = null) : Exception(message)
{
    /// <summary>Which of the fonts that were given, or null where that is not known.</summary>
    public int? Index { get; } = index;
}
