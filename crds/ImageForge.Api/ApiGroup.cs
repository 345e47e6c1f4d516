namespace ImageForge.Api;

/// <summary>The API group of ImageForge.</summary>
public static class ApiGroup
{
    /// <summary>The group.</summary>
    public const string Name = "imageforge.dev";

    /// <summary>The served and stored version.</summary>
    public const string Version = "v1alpha1";

    /// <summary>Group and version, as in apiVersion.</summary>
    public const string ApiVersion = Name + "/" + Version;

    /// <summary>The operator, as spec.managedBy and events name it.</summary>
    public const string Controller = Name + "/operator";
}
