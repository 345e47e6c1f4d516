using System.Text;

namespace ImageForge.DevCluster.Http;

/// <summary>Writes the file by which clients find the cluster and get in.</summary>
internal static class Kubeconfig
{
    private const string Name = "imageforge-dev";

    public static void Write(string path, Uri server, string authorityPem, string token)
    {
        var authority = Convert.ToBase64String(Encoding.ASCII.GetBytes(authorityPem));
        var text = $"""
            apiVersion: v1
            kind: Config
            current-context: {Name}
            clusters:
            - name: {Name}
              cluster:
                server: {server.ToString().TrimEnd('/')}
                certificate-authority-data: {authority}
            contexts:
            - name: {Name}
              context:
                cluster: {Name}
                user: {Name}
                namespace: default
            users:
            - name: {Name}
              user:
                token: {token}

            """;
        if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder)
        {
            Directory.CreateDirectory(folder);
        }
        // A reader sees the whole file or none, and only its owner may read the token.
        var temporary = $"{path}.{Guid.NewGuid():N}";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }
        using (var file = new FileStream(temporary, options))
        {
            file.Write(Encoding.UTF8.GetBytes(text));
        }
        File.Move(temporary, path, overwrite: true);
    }
}
