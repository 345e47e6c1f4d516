using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ImageForge.Artifacts.Errors;
using ImageForge.Artifacts.S3;

namespace ImageForge.Artifacts.Models.Caching;

/// <summary>Lists the files of a model in a bucket.</summary>
internal static class RemoteListing
{
    private const int Most = 20_000;

    /// <summary>The files below the prefix, else the one object that the prefix names.</summary>
    /// <exception cref="ModelUnusableException">There is no ONNX model, or its keys are no names of files.</exception>
    public static async Task<RemoteModel> ReadAsync(
        string name,
        string scope,
        S3Location location,
        S3Folder source,
        CancellationToken cancellationToken
    )
    {
        var address = AddressOf(location, scope);
        var seen = new List<RemoteFile>();
        await foreach (var item in source.ListAsync(cancellationToken))
        {
            var path = item.Key[location.Prefix.Length..];
            if (path.Length == 0 || path.EndsWith('/'))
            {
                // A folder, as some programs write them.
                continue;
            }

            if (seen.Count == Most)
            {
                throw new ModelUnusableException($"{name} has more than {Most} files: name the folder of one model");
            }

            Validate(name, path);
            seen.Add(new(path, item));
        }

        if (seen.Count == 0 && await source.FindSingleAsync(cancellationToken) is { } single)
        {
            return ModelFiles.IsNetwork(single.Key)
                ? new(name, address, IsFile: true, [new(single.Key[(single.Key.LastIndexOf('/') + 1)..], single)])
                : throw new ModelUnusableException(
                    $"{name} is neither a folder nor an {ModelFiles.NetworkExtension} file: export the model to ONNX (optimum-cli export onnx)"
                );
        }

        var files = ModelFiles.Of(seen, f => f.Path).OrderBy(f => f.Path, StringComparer.Ordinal).ToList();
        ModelFiles.Check(name, [.. files.Select(f => f.Path)], seen.Count);
        return new(name, address, IsFile: false, files);
    }

    /// <summary>Where a model is, in words that mean one place.</summary>
    /// <remarks>A server's name without a dot is another server in another namespace.</remarks>
    internal static string AddressOf(S3Location location, string scope)
    {
        var local = location.Endpoint is { } endpoint && !endpoint.Host.Contains('.', StringComparison.Ordinal);
        return $"{(local ? scope + " " : "")}{location.Server} {location.Bucket}/{location.Prefix}";
    }

    private static void Validate(string name, string path)
    {
        try
        {
            ObjectKey.Validate(path);
        }
        catch (InvalidKeyException e)
        {
            throw new ModelUnusableException($"{name}: {e.Message}", e);
        }
    }
}

/// <summary>A file that can be downloaded.</summary>
/// <param name="Path">Where it belongs below the model's folder, with <c>/</c>.</param>
/// <param name="Item">The object that it is.</param>
internal sealed record RemoteFile(string Path, S3Item Item);

/// <summary>A model in a bucket as it was listed: with the same listing it is the same model.</summary>
/// <param name="Name">What to call it in messages.</param>
/// <param name="Address">Everything that says where it is, and for whom that is one place.</param>
/// <param name="IsFile">Whether it is one object, not a folder.</param>
/// <param name="Files">The files that count, in ordinal order.</param>
internal sealed record RemoteModel(string Name, string Address, bool IsFile, IReadOnlyList<RemoteFile> Files)
{
    /// <summary>Bytes in all.</summary>
    public long Bytes => Files.Sum(f => f.Item.Size);

    /// <summary>Name of its cache entry.</summary>
    public string Id
    {
        get
        {
            var text = new StringBuilder(Address);
            foreach (var file in Files)
            {
                text.Append(CultureInfo.InvariantCulture, $"\n{file.Item.ETag} {file.Item.Size} {file.Path}");
            }

            return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
        }
    }
}
