using ImageForge.Runner.PartialResults;
using ImageForge.Runner.Publish;

namespace ImageForge.Runner;

/// <summary>What the stages of one run hand to each other.</summary>
internal sealed class Workspace(int pictures)
{
    // Beyond this, files are read back from the store when a stage wants them.
    private const long MostBytesHeld = 128L * 1024 * 1024;

    private readonly byte[]?[] _files = new byte[]?[pictures];
    private long _held;

    /// <summary>How many pictures the run makes.</summary>
    public int Pictures => pictures;

    /// <summary>The finished pictures by variant; null for one that is still to be made.</summary>
    public PartialResult?[] Results { get; } = new PartialResult?[pictures];

    /// <summary>Scores by variant and metric.</summary>
    public IReadOnlyDictionary<string, double>[] Scores { get; } = new IReadOnlyDictionary<string, double>[pictures];

    /// <summary>The stored manifest, once the run is published.</summary>
    public Publication? Publication { get; set; }

    /// <summary>How many pictures are finished.</summary>
    public int Finished => Results.Count(s => s is not null);

    /// <summary>Takes a finished picture in.</summary>
    public void Keep(PartialResult record, byte[] file)
    {
        Results[record.Variant] = record;
        if (_held + file.Length <= MostBytesHeld)
        {
            _held += file.Length;
            _files[record.Variant] = file;
        }
    }

    /// <summary>A picture's file where it is still held, else null.</summary>
    public byte[]? Held(int variant) => _files[variant];
}
