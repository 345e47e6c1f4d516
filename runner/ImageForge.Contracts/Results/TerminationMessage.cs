using System.Text.Json;

namespace ImageForge.Contracts.Results;

/// <summary>What a runner leaves in its container's termination message: the whole result as the operator sees it.</summary>
public sealed record TerminationMessage
{
    /// <summary>The most bytes that a message may have; Kubernetes cuts at 4096 for all containers of a pod.</summary>
    public const int MaxBytes = 2048;

    private const int MostWarnings = 10;

    private static readonly int[] TextLengths = [512, 256, 128, 64, 32];

    /// <summary>The plan that was executed; a result for another plan does not count.</summary>
    public required string PlanHash { get; init; }

    /// <summary>The stored manifest; absent on failure.</summary>
    public ManifestRef? Manifest { get; init; }

    /// <summary>The pictures, by variant; absent on failure.</summary>
    public IReadOnlyList<ArtifactDigest>? Artifacts { get; init; }

    /// <summary>
    /// The boxes of the first picture's assets as x, y, width and height, in the order of the plan's signals; as many as fit,
    /// the manifest has all. Absent unless the plan asks for them.
    /// </summary>
    public IReadOnlyList<IReadOnlyList<int>>? Boxes { get; init; }

    /// <summary>What the model ran on; absent where none ran.</summary>
    public ComputeDevice? Device { get; init; }

    /// <summary>What was left out; shortened first when the message is too long.</summary>
    public IReadOnlyList<Warning>? Warnings { get; init; }

    /// <summary>Why there is no result.</summary>
    public RunError? Error { get; init; }

    /// <summary>The message as UTF-8 of at most <see cref="MaxBytes"/>: boxes are dropped, then texts shortened, then warnings dropped, until it fits.</summary>
    public byte[] ToBytes()
    {
        var bytes = Write();
        if (bytes.Length <= MaxBytes)
        {
            return bytes;
        }

        for (var keep = (Boxes?.Count ?? 0) - 1; keep > 0; keep--)
        {
            bytes = (this with { Boxes = [.. Boxes!.Take(keep)] }).Write();
            if (bytes.Length <= MaxBytes)
            {
                return bytes;
            }
        }

        return (this with { Boxes = null }).Shortened().Write();
    }

    /// <summary>Reads a message; null when it is not one (a crash leaves anything).</summary>
    public static TerminationMessage? TryParse(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        try
        {
            return JsonSerializer.Deserialize(text, ContractsJson.Of<TerminationMessage>());
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private byte[] Write() => JsonSerializer.SerializeToUtf8Bytes(this, ContractsJson.ShortestOf<TerminationMessage>());

    private TerminationMessage Shortened()
    {
        var shorter = this;
        if (Write().Length <= MaxBytes)
        {
            return this;
        }

        for (var keep = Math.Min(Warnings?.Count ?? 0, MostWarnings); keep >= 0; keep--)
        {
            foreach (var length in TextLengths)
            {
                shorter = this with
                {
                    Device = Device is null ? null : Device with { Name = Cut(Device.Name, length) },
                    Error = Error is null ? null : Error with { Message = Cut(Error.Message, length) },
                    Warnings =
                        keep == 0
                            ? null
                            :
                            [
                                .. Warnings!
                                    .Take(keep)
                                    .Select(w => new Warning(Cut(w.Subject, length), Cut(w.Message, length))),
                            ],
                };
                if (shorter.Write().Length <= MaxBytes)
                {
                    return shorter;
                }
            }
        }

        // Only a manifest key of nearly a kilobyte beside ten artifacts comes here, and it is below Kubernetes' limit.
        return shorter;
    }

    private static string Cut(string text, int length)
    {
        if (text.Length <= length)
        {
            return text;
        }

        var end = char.IsHighSurrogate(text[length - 2]) ? length - 2 : length - 1;
        return text[..end] + "…";
    }
}
