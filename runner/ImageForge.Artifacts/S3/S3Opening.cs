namespace ImageForge.Artifacts.S3;

/// <summary>What a server says before it sends an object.</summary>
/// <param name="From">The first byte that it sends; 0 where it knows no ranges.</param>
/// <param name="TagIsMd5">Whether the entity tag can be the MD5 of the bytes: that of an encrypted object is not.</param>
internal sealed record S3Opening(long From, bool TagIsMd5);
