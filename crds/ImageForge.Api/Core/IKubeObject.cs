namespace ImageForge.Api.Core;

/// <summary>Anything the Kubernetes API stores: it names its type and carries metadata.</summary>
public interface IKubeObject
{
    /// <summary>Group and version, such as <c>imageforge.dev/v1alpha1</c> or <c>v1</c>.</summary>
    string ApiVersion { get; }

    /// <summary>The kind in CamelCase, such as <c>GenerationJob</c>.</summary>
    string Kind { get; }

    /// <summary>Name, namespace, labels, ownership and versions.</summary>
    ObjectMeta Metadata { get; }
}
