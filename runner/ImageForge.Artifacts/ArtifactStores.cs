using ImageForge.Artifacts.Directories;
using ImageForge.Artifacts.Errors;
using ImageForge.Artifacts.S3;
using ImageForge.Contracts.Plans;

namespace ImageForge.Artifacts;

/// <summary>Opens the store that a plan names.</summary>
public static class ArtifactStores
{
    /// <summary>The environment variables that hold credentials.</summary>
    public static IReadOnlyList<string> SecretVariables { get; } =
    [
        S3Credentials.AccessKeyVariable,
        S3Credentials.SecretKeyVariable,
        S3Credentials.SessionTokenVariable,
        ModelVariables.AccessKeyId,
        ModelVariables.SecretAccessKey,
        ModelVariables.SessionToken,
    ];

    /// <summary>Opens a store; nothing is sent or written yet.</summary>
    /// <param name="plan">The store.</param>
    /// <param name="environment">Looks an environment variable up; S3 credentials are found through it.</param>
    /// <exception cref="StorePlanException">The URI or the endpoint is unusable.</exception>
    /// <exception cref="StoreDeniedException">There are no S3 credentials, or half of them.</exception>
    public static IArtifactStore Open(StorePlan plan, Func<string, string?> environment)
    {
        if (!Uri.TryCreate(plan.Uri, UriKind.Absolute, out var uri))
        {
            throw new StorePlanException(
                $"storage uri '{plan.Uri}' is not a URI: use file:///folder or s3://bucket/prefix"
            );
        }

        return uri.Scheme switch
        {
            "file" => DirectoryStore.Open(plan.Uri),
            "s3" => S3Store.Open(S3Location.Parse(plan, uri), S3Credentials.Find(environment)),
            _ => throw new StorePlanException(
                $"storage uri '{plan.Uri}' has the scheme '{uri.Scheme}': use file:///folder or s3://bucket/prefix"
            ),
        };
    }
}
