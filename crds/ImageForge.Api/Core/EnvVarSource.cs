namespace ImageForge.Api.Core;

/// <summary>Where a variable's value comes from: exactly one property is set.</summary>
public sealed record EnvVarSource
{
    /// <summary>A field of the pod.</summary>
    public ObjectFieldSelector? FieldRef { get; init; }

    /// <summary>A key of a Secret.</summary>
    public SecretKeySelector? SecretKeyRef { get; init; }

    /// <summary>A key of a ConfigMap.</summary>
    public ConfigMapKeySelector? ConfigMapKeyRef { get; init; }
}
