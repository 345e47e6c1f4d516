using System.Text.Json;

namespace ImageForge.Contracts.Results;

/// <summary>What a runner leaves in its container's termination message: the whole result as the operator sees it.</summary>
public sealed record TerminationMessage
{
    /// <summary>The most bytes that a message may have; Kubernetes cuts at 4096 for all containers of a pod.</summary>
    public const int MaxBytes = 2048;

    /// <summary>The plan that was carried out; a result for another plan does not count.</summary>
    public required string PlanHash { get; init; }

    /// <summary>The stored manifest; absent on failure.</summary>
    public ManifestRef? Manifest { get; init; }

    /// <summary>The pictures, by variant; absent on failure.</summary>
    public IReadOnlyList<ArtifactDigest>? Artifacts { get; init; }

    /// <summary>What was left out; shortened first when the message is too long.</summary>
    public IReadOnlyList<Warning>? Warnings { get; init; }

    /// <summary>Why there is no result.</summary>
    public RunError? Error { get; init; }

    /// <summary>The message as UTF-8 of at most <see cref="MaxBytes"/>: texts are shortened, then warnings dropped, until it fits.</summary>
    public byte[] ToBytes()
    {
        var bytes = Write();
        return bytes.Length <= MaxBytes ? bytes : Shortened().Write();
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
            return JsonSerializer.Deserialize(text, ContractsJson.Default.TerminationMessage);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private byte[] Write() => JsonSerializer.SerializeToUtf8Bytes(this, ContractsJson.Default.TerminationMessage);

    private TerminationMessage Shortened()
    {
        var shorter = this with { Error = Error is null ? null : Error with { Message = Cut(Error.Message, 512) } };
        for (var keep = Math.Min(Warnings?.Count ?? 0, 5); keep > 0; keep--)
        {
            var candidate = shorter with
            {
                Warnings = [.. Warnings!.Take(keep).Select(w => new Warning(Cut(w.Subject, 80), Cut(w.Message, 160)))],
            };
            if (candidate.Write().Length <= MaxBytes)
            {
                return candidate;
            }
        }

        return shorter with
        {
            Warnings = null,
        };
    }

    private static string Cut(string text, int length) => text.Length <= length ? text : text[..(length - 1)] + "…";
}
