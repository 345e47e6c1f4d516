namespace ImageForge.Cli.Tests.Local;

/// <summary>A folder for manifests and pictures.</summary>
internal sealed class ManifestFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("imageforge-cli-");

    /// <summary>Where it is.</summary>
    public string Path => _folder.FullName;

    /// <summary>A small GenerationJob with these further fields of its specification.</summary>
    public static string Job(string name, string spec) =>
        $$"""
            apiVersion: imageforge.dev/v1alpha1
            kind: GenerationJob
            metadata: {name: {{name}}}
            spec:
              prompt: {text: a quiet lake}
              seed: 3
              {{(spec.Contains("size:", StringComparison.Ordinal) ? "" : "size: {width: 256, height: 256}")}}
              {{spec}}

            """;

    /// <summary>A Storyboard of two small frames.</summary>
    public static string Board(string name) =>
        $$"""
            apiVersion: imageforge.dev/v1alpha1
            kind: Storyboard
            metadata: {name: {{name}}}
            spec:
              template:
                seed: 3
                size: {width: 256, height: 256}
                compose: {timeOfDay: night}
              scene: A tram comes and goes in a quiet street at night.
              shots:
              - {text: A tram comes out of the dark.}
              - {text: Another tram follows it.}
              contactSheet: {}

            """;

    /// <summary>Writes a manifest.</summary>
    public string Write(string text, string name = "manifest.yaml")
    {
        var path = System.IO.Path.Combine(Path, name);
        File.WriteAllText(path, text);
        return path;
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
