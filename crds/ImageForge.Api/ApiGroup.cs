namespace ImageForge.Api;

/// <summary>Names of the API group that ImageForge serves.</summary>
public static class ApiGroup
{
    /// <summary>The group.</summary>
    public const string Name = "imageforge.dev";

    /// <summary>The one version served and stored.</summary>
    public const string Version = "v1alpha1";

    /// <summary>Group and version as objects carry them.</summary>
    public const string ApiVersion = Name + "/" + Version;
}
