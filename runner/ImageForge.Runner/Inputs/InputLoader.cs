using System.Globalization;
using System.Security.Cryptography;
using ImageForge.Artifacts;
using ImageForge.Artifacts.Directories;
using ImageForge.Artifacts.Errors;
using ImageForge.Contracts.Plans;
using ImageForge.Contracts.Results;
using ImageForge.Imaging;
using ImageForge.Imaging.Files;
using ImageForge.Imaging.Pixels;
using ImageForge.Imaging.Text;
using ImageForge.Imaging.Vips;
using ImageForge.Runner.Plans;

namespace ImageForge.Runner.Inputs;

/// <summary>Fetches, verifies and decodes the images that a plan names.</summary>
/// <remarks>
/// What is tried again (exit code 1) and what is not (2), by source:
/// <list type="table">
/// <item><term>ConfigMap</term><description>not there, or empty: again, since it may be applied after the job; a key that it lacks: not.</description></item>
/// <item><term>claim, file</term><description>not there, not readable, no regular file, outside of the volume, too large: not; another error of the file system: again.</description></item>
/// <item><term>http, https</term><description>408, 425, 429, 5xx, no connection, too slow: again; another status or a forbidden address: not.</description></item>
/// <item><term>store, artifact of another job</term><description>not there, no access, too large: not; the store does not answer: again.</description></item>
/// <item><term>any</term><description>other bytes than the digest says, or none that can be decoded: not.</description></item>
/// </list>
/// </remarks>
internal sealed class InputLoader(IArtifactStore store, MountedInputs mounts, HttpInputs http) : IDisposable
{
    private readonly ImageDecoder _decoder = new();
    private IDisposable? _expectation;

    private const long MostBytes = 128 * 1024 * 1024;

    /// <summary>Refuses addresses that this runner does not fetch from.</summary>
    /// <exception cref="PlanInvalidException">There is one.</exception>
    public static void Check(WorkPlan work)
    {
        foreach (var (subject, image, _, _) in InputReference.Of(work))
        {
            if (
                image.Uri is not { } uri
                || (
                    FileUri.PathOf(uri) is null
                    && !IsKey(uri)
                    && !HttpInputs.IsAddress(uri)
                    && InputMounts.PlaceOf(uri) is null
                )
            )
            {
                throw new PlanInvalidException(
                    $"{subject} '{HttpInputs.Shown(image.Uri ?? "")}' is none of file:///path, store:key, configmap://name/key, pvc://claim/path and http(s)"
                );
            }
        }
    }

    /// <summary>Starts what decodes the images that will be loaded, as far as their names tell their formats.</summary>
    public void Expect(WorkPlan work) =>
        _expectation ??= _decoder.Expect(
            InputReference
                .Of(work)
                .Where(r => r.Use != ImageUse.Font && ImageDecoder.NeedsProcess(Extension(r.Image.Uri!)))
                .DistinctBy(r => (r.Image.Uri, r.Image.Digest))
                .Count()
        );

    /// <summary>Ends a decoder that waits for an image which will not come.</summary>
    public void Dispose() => _expectation?.Dispose();

    /// <summary>Loads all of them.</summary>
    /// <exception cref="InputUnusableException">One without which the run fails cannot be used; all such are named.</exception>
    /// <exception cref="InputUnavailableException">One without which the run fails cannot be had now.</exception>
    /// <exception cref="StoreUnreachableException">The store does not answer; another attempt may find it.</exception>
    public async Task<UserImages> LoadAsync(WorkPlan work, CancellationToken cancellationToken)
    {
        var pictures = new Dictionary<(string, string?), PixelBuffer>();
        var failures = new Dictionary<(string, string?), InputException>();
        var inputs = new List<InputDigest>();
        var warnings = new List<Warning>();
        var fatal = new List<(string Subject, InputException Failure)>();
        var files = new Dictionary<(string, string?), byte[]>();
        var fonts = new Dictionary<string, UserFonts>(StringComparer.Ordinal);
        var derived = false;
        UserImages? images = null;
        try
        {
            foreach (var (subject, image, use, substitute) in InputReference.Of(work))
            {
                var name = (image.Uri!, image.Digest);
                var isLoaded = use == ImageUse.Font ? files.ContainsKey(name) : pictures.ContainsKey(name);
                if (!isLoaded && !failures.ContainsKey(name))
                {
                    try
                    {
                        var (file, digest) = await ReadAsync(image, cancellationToken);
                        if (use == ImageUse.Font)
                        {
                            files.Add(name, file);
                            inputs.Add(new(HttpInputs.Shown(image.Uri!), digest));
                            continue;
                        }

                        var picture = await DecodeAsync(image, file, cancellationToken);
                        pictures.Add(name, picture.Pixels);
                        derived |= picture.IsDerived;
                        inputs.Add(new(HttpInputs.Shown(image.Uri!), digest));
                        if (picture.PixelAspectRatio != 1)
                        {
                            warnings.Add(
                                new(subject, Stretched(HttpInputs.Shown(image.Uri!), picture.PixelAspectRatio))
                            );
                        }
                    }
                    catch (InputException e)
                    {
                        failures.Add(name, e);
                        inputs.Add(new(HttpInputs.Shown(image.Uri!), null));
                    }
                }

                if (failures.TryGetValue(name, out var failure))
                {
                    if (substitute is null)
                    {
                        fatal.Add((subject, failure));
                    }
                    else
                    {
                        warnings.Add(new(subject, $"{failure.Message}; {substitute}"));
                    }
                }
            }

            foreach (var text in FontLoader.TextsOf(work))
            {
                var name = UserImages.NameOf(text);
                if (!fonts.ContainsKey(name))
                {
                    await FontLoader.OpenAsync(work, text, files, fonts, warnings, fatal, cancellationToken);
                }
            }

            images =
                fatal.Count == 0
                    ? new(pictures, inputs, warnings) { AreDerived = derived, Fonts = fonts }
                    : throw Together(fatal);
            return images;
        }
        finally
        {
            Dispose();
            if (images is null)
            {
                foreach (var owned in pictures.Values.Concat<IDisposable>(fonts.Values))
                {
                    owned.Dispose();
                }
            }
        }
    }

    /// <summary>One failure for all: another attempt helps only where it helps each of them.</summary>
    private static InputException Together(List<(string Subject, InputException Failure)> failures)
    {
        var ordered = failures.OrderBy(f => f.Failure is InputUnavailableException).ToList();
        var message = string.Join("; ", ordered.Select(f => $"{f.Subject}: {f.Failure.Message}"));
        return ordered[0].Failure is InputUnusableException { Reason: var reason }
            ? new InputUnusableException(reason, message)
            : new InputUnavailableException(ordered[0].Failure.Reason, message);
    }

    private async Task<(byte[] File, string Digest)> ReadAsync(ImageSource image, CancellationToken cancellationToken)
    {
        var file = await ReadAsync(image.Uri!, cancellationToken);
        var digest = Convert.ToHexStringLower(SHA256.HashData(file));
        if (image.Digest is { } expected && expected != "sha256:" + digest)
        {
            throw new InputUnusableException(
                $"'{HttpInputs.Shown(image.Uri!)}' has the digest sha256:{digest}, not {expected}"
            );
        }

        return (file, digest);
    }

    private async Task<DecodedImage> DecodeAsync(ImageSource image, byte[] file, CancellationToken cancellationToken)
    {
        try
        {
            return await _decoder.DecodeAsync(file, cancellationToken);
        }
        catch (Exception e) when (e is ImageFormatException or VipsUnavailableException)
        {
            throw new InputUnusableException($"'{HttpInputs.Shown(image.Uri!)}' cannot be decoded: {e.Message}");
        }
    }

    private async Task<byte[]> ReadAsync(string uri, CancellationToken cancellationToken)
    {
        try
        {
            return IsKey(uri) ? await store.GetAsync(uri[InputMounts.Store.Length..], MostBytes, cancellationToken)
                : HttpInputs.IsAddress(uri) ? await http.GetAsync(uri, cancellationToken)
                : mounts.Find(uri) is { } mounted
                    ? await RegularFile.ReadAsync(mounted.Path, mounted.Root, MostBytes, cancellationToken)
                : await RegularFile.ReadAsync(FileUri.PathOf(uri)!, root: null, MostBytes, cancellationToken);
        }
        catch (Exception e) when (Failure(uri, e) is { } failure)
        {
            throw failure;
        }
    }

    private static string Stretched(string uri, float ratio) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"'{HttpInputs.Shown(uri)}' has a pixelAspectRatio of {ratio}; it is used with square pixels"
        );

    // Worded without the store's name: warnings go into the manifest, which is the same wherever it lies.
    private InputException? Failure(string uri, Exception e) =>
        e switch
        {
            FileNotFoundException when mounts.IsOfMissingConfigMap(uri) => new InputUnavailableException(
                RunErrorReason.InputMissing,
                $"'{HttpInputs.Shown(uri)}' does not exist: the ConfigMap is missing or empty"
            ),
            FileNotFoundException => InputUnusableException.Missing($"'{HttpInputs.Shown(uri)}' does not exist"),
            ObjectNotFoundException => InputUnusableException.Missing($"'{HttpInputs.Shown(uri)}' is not in the store"),
            UnauthorizedAccessException or StoreDeniedException => new InputUnusableException(
                $"'{HttpInputs.Shown(uri)}' may not be read"
            ),
            UnusableFileException => new InputUnusableException($"'{HttpInputs.Shown(uri)}' {e.Message}"),
            InvalidKeyException => new InputUnusableException(e.Message),
            IOException => new InputUnavailableException($"'{HttpInputs.Shown(uri)}' cannot be read: {e.Message}"),
            _ => null,
        };

    private static string Extension(string uri) => Path.GetExtension(uri.Split('?', '#')[0]);

    private static bool IsKey(string uri) => uri.StartsWith(InputMounts.Store, StringComparison.Ordinal);
}
