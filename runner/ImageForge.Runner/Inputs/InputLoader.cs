using System.Globalization;
using System.Security.Cryptography;
using ImageForge.Artifacts;
using ImageForge.Artifacts.Errors;
using ImageForge.Contracts.Plans;
using ImageForge.Contracts.Results;
using ImageForge.Imaging;
using ImageForge.Imaging.Files;
using ImageForge.Imaging.Pixels;
using ImageForge.Imaging.Vips;
using ImageForge.Runner.Plans;

namespace ImageForge.Runner.Inputs;

/// <summary>Fetches, verifies and decodes the pictures that a plan names; one that cannot be used becomes a warning.</summary>
internal sealed class InputLoader(IArtifactStore store, MountedInputs mounts, HttpInputs http)
{
    private readonly ImageDecoder decoder = new();

    /// <summary>What a key of the run's store begins with.</summary>
    public const string StorePrefix = "store:";

    private const string FilePrefix = "file://";

    private const long MostBytes = 128 * 1024 * 1024;

    /// <summary>Refuses addresses that this runner does not fetch from.</summary>
    /// <exception cref="PlanInvalidException">There is one.</exception>
    public static void Check(WorkPlan work)
    {
        foreach (var (subject, image, _) in InputReference.Of(work))
        {
            if (
                !IsFile(image.Uri)
                && !IsKey(image.Uri)
                && !HttpInputs.IsAddress(image.Uri)
                && InputMounts.PlaceOf(image.Uri) is null
            )
            {
                throw new PlanInvalidException(
                    $"{subject} '{image.Uri}' is none of file:///path, store:key, configmap://name/key, pvc://claim/path and http(s)"
                );
            }
        }
    }

    /// <summary>Loads all of them.</summary>
    /// <exception cref="StoreUnreachableException">The store does not answer; another attempt may find it.</exception>
    public async Task<UserImages> LoadAsync(WorkPlan work, CancellationToken cancellationToken)
    {
        var pictures = new Dictionary<(string, string?), PixelBuffer>();
        var failures = new Dictionary<(string, string?), string>();
        var inputs = new List<InputDigest>();
        var warnings = new List<Warning>();
        var derived = false;
        foreach (var (subject, image, consequence) in InputReference.Of(work))
        {
            var name = (image.Uri, image.Sha256);
            if (!pictures.ContainsKey(name) && !failures.ContainsKey(name))
            {
                try
                {
                    var (picture, digest) = await LoadAsync(image, cancellationToken).ConfigureAwait(false);
                    pictures.Add(name, picture.Pixels);
                    derived |= picture.IsDerived;
                    inputs.Add(new(image.Uri, digest));
                }
                catch (InputUnusableException e)
                {
                    failures.Add(name, e.Message);
                    inputs.Add(new(image.Uri, null));
                }
            }

            if (failures.TryGetValue(name, out var failure))
            {
                warnings.Add(new(subject, $"{failure}; {consequence}"));
            }
        }

        return new(pictures, inputs, warnings) { AreDerived = derived };
    }

    private async Task<(DecodedImage Picture, string Digest)> LoadAsync(
        ImageRef image,
        CancellationToken cancellationToken
    )
    {
        var file = await ReadAsync(image.Uri, cancellationToken).ConfigureAwait(false);
        var digest = Convert.ToHexStringLower(SHA256.HashData(file));
        if (image.Sha256 is { } expected && !expected.Equals(digest, StringComparison.OrdinalIgnoreCase))
        {
            throw new InputUnusableException($"'{image.Uri}' has other bytes than the plan names (sha256 {digest})");
        }

        try
        {
            return (await decoder.DecodeAsync(file, cancellationToken).ConfigureAwait(false), digest);
        }
        catch (Exception e) when (e is ImageFormatException or VipsUnavailableException)
        {
            throw new InputUnusableException($"'{image.Uri}' is no picture that can be read: {e.Message}");
        }
    }

    private async Task<byte[]> ReadAsync(string uri, CancellationToken cancellationToken)
    {
        try
        {
            return IsKey(uri)
                    ? await ReadObjectAsync(uri[StorePrefix.Length..], cancellationToken).ConfigureAwait(false)
                : HttpInputs.IsAddress(uri) ? await http.GetAsync(uri, cancellationToken).ConfigureAwait(false)
                : await ReadFileAsync(mounts.Find(uri) ?? new Uri(uri).LocalPath, cancellationToken)
                    .ConfigureAwait(false);
        }
        // Worded without the store's name: warnings go into the manifest, which is the same wherever it lies.
        catch (ObjectNotFoundException)
        {
            throw new InputUnusableException($"'{uri}' is not in the store");
        }
        catch (InvalidKeyException e)
        {
            throw new InputUnusableException(e.Message);
        }
        catch (StoreDeniedException)
        {
            throw new InputUnusableException($"'{uri}' may not be read");
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new InputUnusableException($"'{uri}' does not exist");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputUnusableException($"'{uri}' cannot be read: {e.Message}");
        }
    }

    private async Task<byte[]> ReadObjectAsync(string key, CancellationToken cancellationToken)
    {
        CheckSize(await store.HeadAsync(key, cancellationToken).ConfigureAwait(false) ?? 0, key);
        return await store.GetAsync(key, cancellationToken).ConfigureAwait(false);
    }

    private static async Task<byte[]> ReadFileAsync(string path, CancellationToken cancellationToken)
    {
        CheckSize(new FileInfo(path) is { Exists: true } file ? file.Length : 0, path);
        return await File.ReadAllBytesAsync(path, cancellationToken).ConfigureAwait(false);
    }

    private static void CheckSize(long bytes, string name)
    {
        if (bytes > MostBytes)
        {
            throw new InputUnusableException(
                string.Create(CultureInfo.InvariantCulture, $"'{name}' has {bytes} bytes, more than {MostBytes}")
            );
        }
    }

    private static bool IsKey(string uri) => uri.StartsWith(StorePrefix, StringComparison.Ordinal);

    private static bool IsFile(string uri) =>
        uri.StartsWith(FilePrefix, StringComparison.Ordinal)
        && Uri.TryCreate(uri, UriKind.Absolute, out var parsed)
        && parsed.Host.Length == 0;
}
