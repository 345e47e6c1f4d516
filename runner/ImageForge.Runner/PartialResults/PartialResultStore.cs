using System.Security.Cryptography;
using System.Text.Json;
using ImageForge.Artifacts;
using ImageForge.Artifacts.Errors;
using ImageForge.Contracts.Plans;
using ImageForge.Contracts.Results;
using ImageForge.Runner.Pictures;

namespace ImageForge.Runner.PartialResults;

/// <summary>Keeps finished pictures under the name of the attempt that made them, until they are published.</summary>
internal sealed class PartialResultStore(
    IArtifactStore store,
    RunPlan plan,
    string attempt,
    string runner,
    IReadOnlyList<InputDigest> inputs,
    ComputeDevice? device
)
{
    private const string RecordExtension = ".json";

    private readonly string _prefix = plan.Delivery.PartialPrefix;

    /// <summary>Keeps a picture; once this returns, no later attempt makes it again.</summary>
    public async Task<PartialResult> SaveAsync(int variant, EncodedPicture picture, CancellationToken cancellationToken)
    {
        var record = new PartialResult
        {
            PlanHash = plan.PlanHash,
            Uid = plan.Delivery.Uid,
            Runner = runner,
            Inputs = inputs,
            Variant = variant,
            Key = $"{_prefix}{attempt}/{variant}{Path.GetExtension(plan.Delivery.Keys[variant])}",
            Sha256 = Convert.ToHexStringLower(SHA256.HashData(picture.File)),
            Bytes = picture.File.Length,
            Width = picture.Width,
            Height = picture.Height,
            Hitboxes = picture.Hitboxes,
            Device = device,
            Warnings = picture.Warnings,
        };
        await store.PutAsync(record.Key, picture.File, cancellationToken);
        var json = JsonSerializer.SerializeToUtf8Bytes(record, PartialResultJson.Default.PartialResult);
        await store.PutAsync($"{_prefix}{attempt}/{variant}{RecordExtension}", json, cancellationToken);
        return record;
    }

    /// <summary>Pictures that earlier attempts at this very run finished, one for each variant that has one.</summary>
    public async Task<IReadOnlyList<(PartialResult Record, byte[] File)>> FindAsync(CancellationToken cancellationToken)
    {
        var found = new SortedDictionary<int, (PartialResult, byte[])>();
        foreach (var key in await store.ListAsync(_prefix, cancellationToken))
        {
            if (
                key.EndsWith(RecordExtension, StringComparison.Ordinal)
                && await ReadRecordAsync(key, cancellationToken) is { } record
                && !found.ContainsKey(record.Variant)
                && await ReadPictureAsync(record, cancellationToken) is { } file
            )
            {
                found.Add(record.Variant, (record, file));
            }
        }

        return [.. found.Values];
    }

    /// <summary>Removes what all attempts at this run kept.</summary>
    public Task ClearAsync(CancellationToken cancellationToken) => store.DeleteAllAsync(_prefix, cancellationToken);

    /// <summary>A finished picture, or null where it is gone or its bytes are not those of the record.</summary>
    public async Task<byte[]?> ReadPictureAsync(PartialResult record, CancellationToken cancellationToken)
    {
        try
        {
            var file = await store.GetAsync(record.Key, cancellationToken);
            return Convert.ToHexStringLower(SHA256.HashData(file)) == record.Sha256 ? file : null;
        }
        catch (StoreException e) when (e is ObjectNotFoundException or InvalidKeyException)
        {
            return null;
        }
    }

    private async Task<PartialResult?> ReadRecordAsync(string key, CancellationToken cancellationToken)
    {
        try
        {
            var json = await store.GetAsync(key, cancellationToken);
            var record = JsonSerializer.Deserialize(json, PartialResultJson.Default.PartialResult);
            return record is not null && IsOfThisRun(record) ? record : null;
        }
        catch (Exception e) when (e is JsonException or ObjectNotFoundException)
        {
            // Of another version, or cleared by another attempt: the picture is made again.
            return null;
        }
    }

    private bool IsOfThisRun(PartialResult record) =>
        record.PlanHash == plan.PlanHash
        && record.Uid == plan.Delivery.Uid
        && record.Runner == runner
        && record.Inputs.SequenceEqual(inputs)
        && record.Device == device
        && record.Variant >= 0
        && record.Variant < plan.Delivery.Keys.Count
        && record.Key.StartsWith(_prefix, StringComparison.Ordinal);
}
