namespace ImageForge.Contracts.Plans;

/// <summary>The environment variables by which a pod tells its runner about models.</summary>
public static class ModelVariables
{
    /// <summary>Folder in which models are kept between runs.</summary>
    public const string Cache = "IMAGEFORGE_MODEL_CACHE";

    /// <summary>The most bytes that may be kept there, as a decimal number; absent: as many as there is room for.</summary>
    public const string CacheBytes = "IMAGEFORGE_MODEL_CACHE_BYTES";

    /// <summary>Access key of a model's own credentials; without it, those of the store are used.</summary>
    public const string AccessKeyId = "IMAGEFORGE_MODEL_AWS_ACCESS_KEY_ID";

    /// <summary>Secret of <see cref="AccessKeyId"/>.</summary>
    public const string SecretAccessKey = "IMAGEFORGE_MODEL_AWS_SECRET_ACCESS_KEY";

    /// <summary>Token that goes with temporary credentials.</summary>
    public const string SessionToken = "IMAGEFORGE_MODEL_AWS_SESSION_TOKEN";
}
