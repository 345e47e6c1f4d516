using k8s.Models;

namespace ImageForge.Runtime.Tests;

/// <summary>Small objects.</summary>
internal static class Samples
{
    public static V1ConfigMap ConfigMap(string name, int version, string? uid = null, string? color = null) =>
        new()
        {
            Metadata = new V1ObjectMeta
            {
                NamespaceProperty = "studio",
                Name = name,
                Uid = uid ?? $"uid-of-{name}",
                ResourceVersion = $"{version}",
                Labels = color is null ? null : new Dictionary<string, string> { ["color"] = color },
            },
        };
}
