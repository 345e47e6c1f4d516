namespace ImageForge.Artifacts.S3;

/// <summary>What a server says before it sends an object.</summary>
/// <param name="From">The first byte that it sends; 0 where it knows no ranges.</param>
/// <param name="TagIsDigest">Whether the entity tag can follow from the bytes: that of an encrypted object does not.</param>
internal sealed record S3Opening(long From, bool TagIsDigest);
