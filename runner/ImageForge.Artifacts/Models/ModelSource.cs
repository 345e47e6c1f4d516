using System.Globalization;
using ImageForge.Artifacts.Errors;
using ImageForge.Artifacts.Models.Caching;
using ImageForge.Artifacts.Models.Placed;
using ImageForge.Artifacts.S3;
using ImageForge.Contracts.Plans;

namespace ImageForge.Artifacts.Models;

/// <summary>Makes the models that plans name readable on this machine.</summary>
/// <remarks>
/// One in a folder or on a mounted volume is used where it lies; one in a bucket is downloaded once into the node's cache
/// (<see cref="ModelVariables.Cache"/>), for all runners on the node, and stays there until room is needed.
/// </remarks>
public sealed class ModelSource
{
    private const string Bucket = "s3";
    private const string Product = "imageforge";

    // So often may a model change under a download.
    private const int MostChanges = 3;

    private readonly Func<string, string?> _environment;
    private readonly Func<string, string?> _mounts;
    private readonly string _scope;
    private readonly Func<string, long> _freeBytes;
    private readonly TimeProvider _time;

    /// <summary>A source of models.</summary>
    /// <param name="environment">Looks an environment variable up: the cache's (<see cref="ModelVariables"/>), and the credentials'.</param>
    /// <param name="mounts">The folder where a place such as <c>pvc://claim</c> is mounted, or null.</param>
    /// <param name="scope">The job's namespace: server names without a dot, and mounted paths, mean others elsewhere.</param>
    /// <param name="time">The clock.</param>
    public ModelSource(Func<string, string?> environment, Func<string, string?> mounts, string scope, TimeProvider time)
        : this(environment, mounts, scope, time, folder => new DriveInfo(folder).AvailableFreeSpace) { }

    internal ModelSource(
        Func<string, string?> environment,
        Func<string, string?> mounts,
        string scope,
        TimeProvider time,
        Func<string, long> freeBytes
    )
    {
        _environment = environment;
        _mounts = mounts;
        _scope = scope;
        _time = time;
        _freeBytes = freeBytes;
    }

    /// <summary>Makes a model readable; dispose of the result when nothing reads its files any more.</summary>
    /// <param name="plan">The model.</param>
    /// <param name="progress">Is told how far it is, a few times a second, on other threads.</param>
    /// <param name="cancellationToken">Ends it at once; what is downloaded is kept, and the next attempt goes on after it.</param>
    /// <exception cref="ModelUnusableException">It is not there, may not be read, is no ONNX model or has another digest.</exception>
    /// <exception cref="ModelUnavailableException">Its server does not answer, or there is no room; another attempt may have it.</exception>
    public async Task<LocalModel> OpenAsync(
        ModelPlan plan,
        IProgress<ModelProgress> progress,
        CancellationToken cancellationToken
    )
    {
        var name = $"model '{plan.Uri}'";
        LocalModel model;
        try
        {
            model = await OpenAsync(name, plan, progress, cancellationToken);
        }
        catch (StoreUnreachableException e)
        {
            throw new ModelUnavailableException($"{name}: {e.Message}", e);
        }
        catch (StoreException e)
        {
            throw new ModelUnusableException($"{name}: {e.Message}", e);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new ModelUnusableException($"{name} may not be read or kept: {e.Message}", e);
        }
        catch (IOException e)
        {
            throw new ModelUnavailableException($"{name} cannot be read or kept: {e.Message}", e);
        }

        try
        {
            ModelDigest.Check(plan, model.Digest);
            return model;
        }
        catch
        {
            model.Dispose();
            throw;
        }
    }

    private Task<LocalModel> OpenAsync(
        string name,
        ModelPlan plan,
        IProgress<ModelProgress> progress,
        CancellationToken cancellationToken
    )
    {
        if (
            InputMounts.PlaceOf(plan.Uri) is { } place
            && plan.Uri.StartsWith(InputMounts.Claim, StringComparison.Ordinal)
        )
        {
            var folder = _mounts(place) ?? throw new ModelUnusableException($"{name}: '{place}' is not mounted here");
            var path = Placeable(name, InputMounts.PathOf(plan.Uri)!);
            path = Path.GetFullPath(Path.Combine(folder, path));
            return Placed().OpenAsync(name, path, folder, progress, cancellationToken);
        }

        if (FileUri.PathOf(plan.Uri) is { } file)
        {
            return Placed().OpenAsync(name, Placeable(name, file), boundary: null, progress, cancellationToken);
        }

        var uri = Uri.TryCreate(plan.Uri, UriKind.Absolute, out var parsed) ? parsed : null;
        return uri?.Scheme switch
        {
            Bucket => OpenRemoteAsync(name, plan, uri, progress, cancellationToken),
            _ => throw new ModelUnusableException(
                $"{name} is none of file:///path, pvc://claim/path and s3://bucket/prefix"
            ),
        };
    }

    private static string Placeable(string name, string path) =>
        path.Contains('\0', StringComparison.Ordinal)
            ? throw new ModelUnusableException($"{name} does not exist")
            : path;

    private PlacedModel Placed() => new(new(new(CacheFolder()), _scope, _time), _time);

    private async Task<LocalModel> OpenRemoteAsync(
        string name,
        ModelPlan plan,
        Uri uri,
        IProgress<ModelProgress> progress,
        CancellationToken cancellationToken
    )
    {
        var location = S3Location.Parse(
            new()
            {
                Uri = plan.Uri,
                Endpoint = plan.Endpoint,
                Region = plan.Region,
            },
            uri,
            S3Location.Model
        );
        using var source = new S3Folder(location, S3ModelCredentials.Find(_environment), _time);
        var folders = new CacheFolders(CacheFolder());
        var cache = new ModelCache(folders, new(folders, Limit(), _freeBytes), _time);
        for (var changes = 0; ; changes++)
        {
            progress.Report(new(ModelStep.Listing, 0, 0));
            var listed = await RemoteListing.ReadAsync(name, _scope, location, source, cancellationToken);
            try
            {
                return await cache.OpenAsync(listed, source, progress, cancellationToken);
            }
            catch (S3ChangedException e)
            {
                if (changes >= MostChanges)
                {
                    throw new ModelUnavailableException($"{name} changes while it is read: {e.Message}", e);
                }
            }
        }
    }

    // Not in a folder for everybody's temporary files, where another user could lay a model out for this one.
    private string CacheFolder() =>
        Variable(ModelVariables.Cache) is { } folder ? Path.GetFullPath(folder)
        : Variable("XDG_CACHE_HOME") is { } caches ? Path.Combine(caches, Product, "models")
        : Variable("HOME") is { } home ? Path.Combine(home, ".cache", Product, "models")
        : Path.Combine(Variable("TMPDIR") ?? Path.GetTempPath(), $"{Product}-models");

    private string? Variable(string name) => _environment(name) is { Length: > 0 } value ? value : null;

    private long? Limit() =>
        Variable(ModelVariables.CacheBytes) is not { } text ? null
        : long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var bytes) && bytes > 0 ? bytes
        : throw new ModelUnusableException($"{ModelVariables.CacheBytes} '{text}' is not a number of bytes");
}
