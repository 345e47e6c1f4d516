namespace ImageForge.Artifacts.S3;

/// <summary>An object as a listing has it.</summary>
/// <param name="Key">Its whole key.</param>
/// <param name="Size">Bytes.</param>
/// <param name="ETag">Its entity tag, without quotes.</param>
internal sealed record S3Item(string Key, long Size, string ETag);
