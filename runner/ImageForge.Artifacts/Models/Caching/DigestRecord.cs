using ImageForge.Artifacts.Directories;

namespace ImageForge.Artifacts.Models.Caching;

/// <summary>The remembered digest of a file that lies where it is used.</summary>
/// <param name="Path">The file.</param>
/// <param name="Stamp">What it looked like when it was read.</param>
/// <param name="Sha256">Hex digest of its bytes.</param>
internal sealed record DigestRecord(string Path, FileStamp Stamp, string Sha256);
