using ImageForge.Artifacts.Errors;
using ImageForge.Contracts.Plans;

namespace ImageForge.Artifacts.S3;

/// <summary>Finds the credentials that models are read with: their own, else the store's.</summary>
internal static class S3ModelCredentials
{
    /// <summary>The variables of <see cref="ModelVariables"/>, else what <see cref="S3Credentials.Find"/> finds.</summary>
    /// <exception cref="StoreDeniedException">There are none, or only one of the two keys.</exception>
    public static S3Credentials Find(Func<string, string?> environment)
    {
        var access = Blank(environment(ModelVariables.AccessKeyId));
        var secret = Blank(environment(ModelVariables.SecretAccessKey));
        return (access, secret) switch
        {
            (null, null) => S3Credentials.Find(environment, "model.secretRef or storage.secretRef"),
            (not null, not null) => new()
            {
                AccessKey = access,
                SecretKey = secret,
                SessionToken = Blank(environment(ModelVariables.SessionToken)),
            },
            _ => throw new StoreDeniedException(
                $"only one of the two S3 keys of the model is set: {ModelVariables.AccessKeyId} and {ModelVariables.SecretAccessKey} are both required"
            ),
        };
    }

    private static string? Blank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
