using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ImageForge.Artifacts.Models.Caching;

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
