using ImageForge.Artifacts.Errors;
using ImageForge.Contracts.Plans;

namespace ImageForge.Artifacts.S3;

/// <summary>Finds the credentials of an S3 store in the environment, or in the files of a mounted Secret.</summary>
internal sealed record S3Credentials
{
    /// <summary>Names the folder of a mounted Secret.</summary>
    public const string FolderVariable = "IMAGEFORGE_S3_CREDENTIALS";

    /// <summary>The access key's variable, or file in that folder.</summary>
    public const string AccessKeyVariable = "AWS_ACCESS_KEY_ID";

    /// <summary>The secret key's.</summary>
    public const string SecretKeyVariable = "AWS_SECRET_ACCESS_KEY";

    /// <summary>That of the token of temporary credentials.</summary>
    public const string SessionTokenVariable = "AWS_SESSION_TOKEN";

    /// <summary>Access key.</summary>
    public required string AccessKey { get; init; }

    /// <summary>Secret key.</summary>
    public required string SecretKey { get; init; }

    /// <summary>Token of temporary credentials, else null.</summary>
    public string? SessionToken { get; init; }

    /// <summary>Keeps secrets out of whatever prints a record.</summary>
    public override string ToString() => nameof(S3Credentials);

    /// <summary>The mounted Secret where a folder is named, else the variables that every S3 tool knows.</summary>
    /// <param name="environment">Looks a variable up.</param>
    /// <param name="secretRef">The field of a job that names a Secret.</param>
    /// <exception cref="StoreDeniedException">There are none, or only one of the two keys.</exception>
    public static S3Credentials Find(Func<string, string?> environment, string secretRef = "storage.secretRef")
    {
        var folder = Blank(environment(FolderVariable));
        Func<string, string?> find = folder is null ? environment : name => Read(folder, name);
        var access = Blank(find(AccessKeyVariable)) ?? Blank(FromFolder(folder, "accessKey"));
        var secret = Blank(find(SecretKeyVariable)) ?? Blank(FromFolder(folder, "secretKey"));
        if (access is not null && secret is not null)
        {
            var token = Blank(find(SessionTokenVariable)) ?? Blank(FromFolder(folder, "sessionToken"));
            return new()
            {
                AccessKey = access,
                SecretKey = secret,
                SessionToken = token,
            };
        }

        var missing = access is null && secret is null ? "no S3 credentials" : "only one of the two S3 keys is set";
        throw new StoreDeniedException(
            folder is null
                ? $"{missing}: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY (in a job: name a Secret with these keys in {secretRef})"
                : $"{missing} in folder '{folder}': the Secret needs the keys AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or accessKey and secretKey"
        );
    }

    private static string? FromFolder(string? folder, string name) => folder is null ? null : Read(folder, name);

    private static string? Read(string folder, string name)
    {
        var path = Path.Combine(folder, name);
        try
        {
            return File.Exists(path) ? File.ReadAllText(path) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StoreDeniedException($"S3 credentials in '{path}' cannot be read: {e.Message}", e);
        }
    }

    // Files made by hand end in a newline.
    private static string? Blank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}

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
