namespace ImageForge.Model;

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

/// <summary>An image of a GenerationJob in the same namespace.</summary>
public sealed record ArtifactReference
{
    /// <summary>Name of the GenerationJob. This job waits until it has completed.</summary>
    [ResourceName]
    public required string JobName { get; init; }

    /// <summary>Index of the variant, from 0. Defaults to the primary one.</summary>
    [Number(0, 9)]
    public int? Variant { get; init; }
}

/// <summary>A key of a ConfigMap in the same namespace.</summary>
public sealed record ConfigMapKeyReference
{
    /// <summary>Name of the ConfigMap.</summary>
    [ResourceName]
    public required string Name { get; init; }

    /// <summary>Key in its data or binaryData.</summary>
    [Text(253, 1, Pattern = "^[-._a-zA-Z0-9]+$")]
    [Rule("self != '.' && !self.startsWith('..')", "a key is not '.' and does not start with '..'")]
    public required string Key { get; init; }
}

/// <summary>A Secret in the same namespace.</summary>
public sealed record SecretReference
{
    /// <summary>Name of the Secret.</summary>
    [ResourceName]
    public required string Name { get; init; }
}

/// <summary>What happens if an image referenced by the spec cannot be read.</summary>
public enum MissingInputPolicy
{
    /// <summary>
    /// The job fails with reason InputMissing, InputUnreadable or InputUnavailable; the message has the field, the source
    /// and the cause.
    /// </summary>
    Fail,

    /// <summary>
    /// The image is generated without it: a layer is omitted, a mask or font is ignored, or the built-in
    /// background is drawn. The condition Composed is False and names what is missing.
    /// </summary>
    Skip,
}

/// <summary>What an image is for, and with it what is done without the image.</summary>
public enum ImageUse
{
    /// <summary>The run fails without it.</summary>
    Required,

    /// <summary>The background.</summary>
    Background,

    /// <summary>The asset of a signal.</summary>
    Asset,

    /// <summary>An overlay.</summary>
    Overlay,

    /// <summary>The content of a layer.</summary>
    Layer,

    /// <summary>The mask of a layer.</summary>
    LayerMask,

    /// <summary>A font of a text; no image, but found and fetched as one.</summary>
    Font,
}

/// <summary>Marks the use of an image; without it, the image is required.</summary>
/// <param name="use">What it is for.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ImageAttribute(ImageUse use) : Attribute
{
    /// <summary>What it is for.</summary>
    public ImageUse Use { get; } = use;
}

/// <summary>What follows from the use of an image.</summary>
public static class ImageUses
{
    /// <summary>Whether <see cref="MissingInputPolicy.Skip"/> applies to the image.</summary>
    public static bool CanBeSkipped(this ImageUse use) =>
        use is ImageUse.Background or ImageUse.Layer or ImageUse.LayerMask or ImageUse.Font;
}
