namespace ImageForge.Integration.Tests.Systems;

/// <summary>Manifests that several tests use.</summary>
internal static class Manifests
{
    /// <summary>A small job.</summary>
    public static string Job(
        string name,
        string more = "",
        int variants = 1,
        string size = "{width: 256, height: 256}"
    ) =>
        $"""
            apiVersion: imageforge.dev/v1alpha1
            kind: GenerationJob
            metadata:
              name: {name}
            spec:
              seed: 11
              variants: {variants}
              size: {size}
              compose:
                signals:
                - category: weather
                  tag: rain
                  score: -0.8
            {more}
            """;
}
