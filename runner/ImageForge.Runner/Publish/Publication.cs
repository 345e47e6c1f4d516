using ImageForge.Contracts.Results;

namespace ImageForge.Runner.Publish;

/// <summary>A manifest as it lies in the store.</summary>
/// <param name="Manifest">The manifest.</param>
/// <param name="Reference">Its key and the digest of its bytes.</param>
internal sealed record Publication(Manifest Manifest, ManifestRef Reference);
