using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.RegularExpressions;

namespace ImageForge.Fuzz;

/// <summary>Feeds one subject for a while and keeps what should not have happened.</summary>
internal sealed partial class FuzzRun(IFuzzSubject subject, TimeSpan duration, int seed, string findings)
{
    private const int LargestPool = 512;
    private const int MostRefused = 128;

    private readonly Mutator _mutator = new(seed);
    private readonly List<byte[]> _seeds = [];
    private readonly List<byte[]> _pool = [];
    private readonly HashSet<string> _refusals = [];
    private long _inputs;
    private long _taken;
    private int _found;
    private TimeSpan _slowest;
    private long _most;

    /// <summary>How many findings there were.</summary>
    public async Task<int> RunAsync()
    {
        LoadSeeds();
        foreach (byte[] input in _pool.ToArray())
        {
            await TryAsync(input);
        }

        var watch = Stopwatch.StartNew();
        while (watch.Elapsed < duration)
        {
            byte[] from = _mutator.Pick(_mutator.Half() ? _seeds : _pool);
            byte[] input = _mutator.Change(from, _pool);
            await TryAsync(_mutator.Half() ? subject.Repair(input) : input);
        }

        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{subject.Name, -8} {watch.Elapsed.TotalSeconds, 6:0} s {_inputs, 9} inputs {_taken, 8} taken {_refusals.Count, 5} ways to refuse, slowest {_slowest.TotalMilliseconds, 7:0} ms, most {_most / 1048576.0, 6:0.0} MiB, {_found} findings"
            )
        );
        return _found;
    }

    private void LoadSeeds()
    {
        _seeds.AddRange(subject.Seeds());
        string corpus = Path.Combine(AppContext.BaseDirectory, "Corpus", subject.Name);
        if (Directory.Exists(corpus))
        {
            _seeds.AddRange(Directory.EnumerateFiles(corpus).Order(StringComparer.Ordinal).Select(File.ReadAllBytes));
        }

        _pool.AddRange(_seeds);
    }

    private async Task TryAsync(byte[] input)
    {
        _inputs++;
        long before = GC.GetTotalAllocatedBytes();
        var watch = Stopwatch.StartNew();
        string? problem = null;
        try
        {
            string? refusal = await subject.ReadAsync(input);
            Learn(input, refusal);
        }
        catch (Exception e)
        {
            problem = e.ToString();
        }

        TimeSpan took = watch.Elapsed;
        long allocated = GC.GetTotalAllocatedBytes() - before;
        _slowest = took > _slowest ? took : _slowest;
        _most = Math.Max(_most, allocated);
        problem ??=
            took > subject.Limit ? $"took {took}"
            : allocated > subject.MostBytes ? $"allocated {allocated} bytes"
            : null;
        if (problem is not null)
        {
            Keep(input, problem);
        }
    }

    /// <summary>What is taken, or refused in a new way, has come further than others: it is changed further.</summary>
    private void Learn(byte[] input, string? refusal)
    {
        // Names out of the file make a sentence new without making it another: those that come first are enough.
        bool isNew =
            refusal is not null && _refusals.Count < MostRefused && _refusals.Add(Digits().Replace(refusal, "#"));
        if (refusal is null)
        {
            _taken++;
            isNew = _taken % 64 == 0;
        }

        if (isNew && _pool.Count < LargestPool)
        {
            _pool.Add(input);
        }
    }

    private void Keep(byte[] input, string problem)
    {
        _found++;
        string folder = Path.Combine(findings, subject.Name);
        Directory.CreateDirectory(folder);
        string file = Path.Combine(folder, Convert.ToHexStringLower(SHA256.HashData(input))[..16]);
        File.WriteAllBytes(file, input);
        File.WriteAllText(file + ".txt", problem);
        Console.WriteLine($"{subject.Name}: {problem.Split('\n')[0]} ({file})");
    }

    [GeneratedRegex("[0-9]+|'[^']*'")]
    private static partial Regex Digits();
}
