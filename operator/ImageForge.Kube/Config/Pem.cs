namespace ImageForge.Kube.Config;

/// <summary>PEM content, inline or in a file. A file is read at each use, so that it can be rotated.</summary>
/// <param name="Data">The content; wins over the file.</param>
/// <param name="File">Absolute path of the file.</param>
public sealed record Pem(string? Data, string? File)
{
    /// <summary>The present content.</summary>
    /// <exception cref="KubeConfigException">The file cannot be read.</exception>
    public string Read()
    {
        if (Data is not null)
        {
            return Data;
        }
        try
        {
            return System.IO.File.ReadAllText(File!);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new KubeConfigException($"Cannot read {File}: {e.Message}", e);
        }
    }
}
