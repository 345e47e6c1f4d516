using ImageForge.Api.Common;
using ImageForge.Api.Schema;

namespace ImageForge.Api.GenerationJobs;

/// <summary>A model: by address for local back ends, by name for services.</summary>
[Rule("has(self.uri) != has(self.name)", "exactly one of uri and name must be set")]
[Rule("!has(self.secretRef) || has(self.uri)", "secretRef goes with uri only", FieldPath = ".secretRef")]
public sealed record ModelSpec
{
    /// <summary>
    /// Folder or file of the model. Schemes: s3, file, pvc (a claim of the same namespace), https and http.
    /// </summary>
    [Text(1024, 6, Pattern = "^(https?|s3|file|pvc)://[^\\s]+$")]
    public string? Uri { get; init; }

    /// <summary>Name of the model at a service, or of one that the operator's administrator has configured.</summary>
    [Text(253, 1)]
    public string? Name { get; init; }

    /// <summary>Credentials for the address.</summary>
    public SecretReference? SecretRef { get; init; }

    /// <summary>
    /// Digest of the model's files, as "sha256:" and 64 hexadecimal digits. Another model is refused.
    /// </summary>
    [Text(71, 71, Pattern = "^sha256:[0-9a-f]{64}$")]
    public string? Digest { get; init; }
}
