using ImageForge.Api.Schema;

namespace ImageForge.Api.Common;

/// <summary>Where an image comes from: exactly one of the ways below.</summary>
[Rule(
    "(has(self.builtin) ? 1 : 0) + (has(self.uri) ? 1 : 0) + (has(self.artifact) ? 1 : 0) + (has(self.configMap) ? 1 : 0) == 1",
    "exactly one of builtin, uri, artifact and configMap must be set"
)]
[Rule("!has(self.secretRef) || has(self.uri)", "secretRef goes with uri only", FieldPath = ".secretRef")]
public sealed record ImageSource
{
    /// <summary>An image that ImageForge draws itself, by name, such as "lantern".</summary>
    [Identifier]
    public string? Builtin { get; init; }

    /// <summary>
    /// Address of the image. Schemes: https, http, s3, pvc (a claim of the same namespace), hopsworks, and file (as the
    /// runner sees it) where the operator allows it.
    /// </summary>
    [Text(1024, 6, Pattern = "^(https?|s3|file|pvc|hopsworks)://[^\\s]+$")]
    public string? Uri { get; init; }

    /// <summary>An image that another job of the same namespace has made.</summary>
    public ArtifactReference? Artifact { get; init; }

    /// <summary>A small image in the binaryData of a ConfigMap of the same namespace.</summary>
    public ConfigMapKeyReference? ConfigMap { get; init; }

    /// <summary>Credentials for the address. The runner reads them, the operator never does.</summary>
    public SecretReference? SecretRef { get; init; }

    /// <summary>
    /// Digest that the bytes must have, as "sha256:" and 64 hexadecimal digits. Another image is refused.
    /// </summary>
    [Text(71, 71, Pattern = "^sha256:[0-9a-f]{64}$")]
    public string? Digest { get; init; }
}
