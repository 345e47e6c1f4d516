using System.Security.Cryptography;
using ImageForge.Artifacts;
using ImageForge.Artifacts.Errors;
using ImageForge.Contracts.Plans;
using ImageForge.Contracts.Results;

namespace ImageForge.Runner.Publish;

/// <summary>What lies under a plan's final keys.</summary>
internal sealed class PublishedRun(IArtifactStore store, RunPlan plan)
{
    private readonly string _key = plan.Delivery.ManifestKey;

    /// <summary>The result of this plan, made from these pictures, where it is there and whole; else null.</summary>
    public async Task<Publication?> FindAsync(IReadOnlyList<InputDigest> inputs, CancellationToken cancellationToken)
    {
        var found = await ReadAsync(cancellationToken);
        return
            found is not null
            && IsOfThisPlan(found.Manifest)
            && found.Manifest.Inputs.SequenceEqual(inputs)
            && await IsWholeAsync(found.Manifest, cancellationToken)
            ? found
            : null;
    }

    /// <summary>Removes a manifest that is not the one that is about to be written.</summary>
    public async Task WithdrawOthersAsync(Manifest manifest, CancellationToken cancellationToken)
    {
        if (await GetAsync(cancellationToken) is { } there && !there.SequenceEqual(manifest.ToBytes()))
        {
            await store.DeleteAsync(_key, cancellationToken);
        }
    }

    /// <summary>Writes the manifest; where another attempt wrote one of this plan first, that one counts.</summary>
    public async Task<Publication> WriteAsync(Manifest manifest, CancellationToken cancellationToken)
    {
        var bytes = manifest.ToBytes();
        var outcome = await store.PutIfAbsentAsync(_key, bytes, cancellationToken);
        if (outcome == PutOutcome.AlreadyThere)
        {
            if (await FindAsync(manifest.Inputs, cancellationToken) is { } theirs)
            {
                return theirs;
            }

            // Another plan's, written while this one was published, or one that does not describe what lies there.
            await store.PutAsync(_key, bytes, cancellationToken);
        }

        return Refer(manifest, bytes);
    }

    private async Task<Publication?> ReadAsync(CancellationToken cancellationToken) =>
        await GetAsync(cancellationToken) is { } bytes && Manifest.TryParse(bytes) is { } manifest
            ? Refer(manifest, bytes)
            : null;

    private async Task<byte[]?> GetAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await store.GetAsync(_key, cancellationToken);
        }
        catch (ObjectNotFoundException)
        {
            return null;
        }
    }

    private bool IsOfThisPlan(Manifest manifest) =>
        manifest.PlanHash == plan.PlanHash
        && PlanHasher.Hash(manifest.Work) == plan.PlanHash
        && manifest.Artifacts.Select(a => a.Key).SequenceEqual(plan.Delivery.Keys);

    private async Task<bool> IsWholeAsync(Manifest manifest, CancellationToken cancellationToken)
    {
        foreach (var artifact in manifest.Artifacts)
        {
            try
            {
                var file = await store.GetAsync(artifact.Key, cancellationToken);
                if (Convert.ToHexStringLower(SHA256.HashData(file)) != artifact.Sha256)
                {
                    return false;
                }
            }
            catch (ObjectNotFoundException)
            {
                return false;
            }
        }

        return true;
    }

    private Publication Refer(Manifest manifest, byte[] bytes) =>
        new(manifest, new(_key, Convert.ToHexStringLower(SHA256.HashData(bytes))));
}

/// <summary>A manifest as it lies in the store.</summary>
/// <param name="Manifest">The manifest.</param>
/// <param name="Reference">Its key and the digest of its bytes.</param>
internal sealed record Publication(Manifest Manifest, ManifestRef Reference);
