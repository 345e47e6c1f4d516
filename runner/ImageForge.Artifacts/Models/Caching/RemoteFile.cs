using ImageForge.Artifacts.S3;

namespace ImageForge.Artifacts.Models.Caching;

/// <summary>A file that can be downloaded.</summary>
/// <param name="Path">Where it belongs below the model's folder, with <c>/</c>.</param>
/// <param name="Item">The object that it is.</param>
internal sealed record RemoteFile(string Path, S3Item Item);
