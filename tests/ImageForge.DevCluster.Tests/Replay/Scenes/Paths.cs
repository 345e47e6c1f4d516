namespace ImageForge.DevCluster.Tests.Replay.Scenes;

/// <summary>Paths and bodies that the scenes share.</summary>
internal static class Paths
{
    public static string Jobs(string ns) => $"/apis/imageforge.dev/v1alpha1/namespaces/{ns}/generationjobs";

    public static string ConfigMaps(string ns) => $"/api/v1/namespaces/{ns}/configmaps";

    /// <summary>A job as the recordings have it; <paramref name="metadata"/> is what else its metadata says.</summary>
    public static string Job(string name, string metadata = "") =>
        $$$"""
            {"apiVersion":"imageforge.dev/v1alpha1","kind":"GenerationJob",
             "metadata":{"name":"{{{name}}}"{{{metadata}}}},
             "spec":{"prompt":"a lighthouse","model":"sdxl","inline":"x"}}
            """;
}
