using ImageForge.Api.Schema;

namespace ImageForge.Api.Common;

/// <summary>Source of an image: exactly one of the fields below.</summary>
[Rule(
    "(has(self.builtin) ? 1 : 0) + (has(self.uri) ? 1 : 0) + (has(self.artifact) ? 1 : 0) + (has(self.configMap) ? 1 : 0) == 1",
    "exactly one of builtin, uri, artifact and configMap must be set"
)]
[Rule("!has(self.secretRef) || has(self.uri)", "secretRef requires uri", FieldPath = ".secretRef")]
public sealed record ImageSource
{
    /// <summary>A built-in image by name, such as "lantern".</summary>
    [Identifier]
    public string? Builtin { get; init; }

    /// <summary>
    /// URI of the image. Schemes: https, http, s3, pvc (a PersistentVolumeClaim in the same namespace), hopsworks, and file
    /// (a path inside the runner pod) if the operator allows it.
    /// </summary>
    [Text(1024, 6, Pattern = "^(https?|s3|file|pvc|hopsworks)://[^\\s]+$")]
    public string? Uri { get; init; }

    /// <summary>An artifact of another job in the same namespace.</summary>
    public ArtifactReference? Artifact { get; init; }

    /// <summary>A small image in the binaryData of a ConfigMap in the same namespace.</summary>
    public ConfigMapKeyReference? ConfigMap { get; init; }

    /// <summary>Credentials for the URI. Only the runner reads them, never the operator.</summary>
    public SecretReference? SecretRef { get; init; }

    /// <summary>
    /// Expected digest, as "sha256:" and 64 hexadecimal digits. An image with another digest is rejected.
    /// </summary>
    [Text(71, 71, Pattern = "^sha256:[0-9a-f]{64}$")]
    public string? Digest { get; init; }
}
