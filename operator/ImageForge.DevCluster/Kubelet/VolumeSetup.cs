using System.Text;
using System.Text.Json.Nodes;
using ImageForge.DevCluster.Controllers;

namespace ImageForge.DevCluster.Kubelet;

/// <summary>
/// Makes a pod's volumes: ConfigMaps, Secrets and downwardAPI as files (not updated later), emptyDir as a folder, a
/// claim as a folder that outlives the pod and is made on demand, hostPath as it is.
/// </summary>
internal sealed class VolumeSetup(JsonObject pod, string podIP, PodFolders folders, PodReferences references)
{
    private const long DefaultMode = 0b110_100_100;

    /// <summary>The kinds of volume that this makes.</summary>
    public static readonly IReadOnlySet<string> Supported = new HashSet<string>
    {
        "configMap",
        "secret",
        "downwardAPI",
        "emptyDir",
        "persistentVolumeClaim",
        "hostPath",
    };

    /// <summary>The folder of each volume, or the file where a hostPath names one.</summary>
    /// <exception cref="PodConfigurationException">A ConfigMap, Secret or key is not there; the message names the volume.</exception>
    public IReadOnlyDictionary<string, string> Make() =>
        pod.Items("spec", "volumes").ToDictionary(v => v.Text("name") ?? "", Make);

    /// <summary>Where the mounts of one container are.</summary>
    public static Mounts Mounts(JsonObject container, IReadOnlyDictionary<string, string> volumes) =>
        new(
            container
                .Items("volumeMounts")
                .Select(m =>
                {
                    var folder = volumes[m.Text("name") ?? ""];
                    var mounted = m.Text("subPath") is { Length: > 0 } sub ? Path.Combine(folder, sub) : folder;
                    // A subPath of an empty folder is made, as Kubernetes makes it; a file is there already.
                    if (!File.Exists(mounted))
                    {
                        Directory.CreateDirectory(mounted);
                    }
                    return (m.Text("mountPath") ?? "", mounted);
                })
        );

    private string Make(JsonObject volume)
    {
        var name = volume.Text("name") ?? "";
        if (volume["configMap"] is JsonObject configMap)
        {
            return Files(name, configMap, configMap.Text("name") ?? "", references.ConfigMap, "configmap", "config");
        }
        if (volume["secret"] is JsonObject secret)
        {
            return Files(name, secret, secret.Text("secretName") ?? "", references.Secret, "secret", "secret");
        }
        if (volume["downwardAPI"] is JsonObject downward)
        {
            return Downward(name, downward);
        }
        if (volume.Text("persistentVolumeClaim", "claimName") is { } claim)
        {
            return folders.Claim(claim);
        }
        if (volume["hostPath"] is JsonObject host)
        {
            return Host(host);
        }
        return folders.Volume(name);
    }

    private string Files(
        string volume,
        JsonObject source,
        string name,
        Func<string, IReadOnlyDictionary<string, byte[]>?> read,
        string kind,
        string entry
    )
    {
        var folder = folders.Volume(volume);
        var isOptional = source.Flag("optional") == true;
        if (read(name) is not { } entries)
        {
            return isOptional ? folder : throw Failed(volume, $"{kind} \"{name}\" not found");
        }
        var mode = source.Number("defaultMode") ?? DefaultMode;
        if (source["items"] is not JsonArray)
        {
            foreach (var (key, value) in entries)
            {
                Write(folder, key, value, mode);
            }
            return folder;
        }
        foreach (var item in source.Items("items"))
        {
            var key = item.Text("key") ?? "";
            if (entries.TryGetValue(key, out var value))
            {
                Write(folder, item.Text("path") ?? key, value, item.Number("mode") ?? mode);
            }
            else if (!isOptional)
            {
                throw Failed(volume, $"references non-existent {entry} key: {key}");
            }
        }
        return folder;
    }

    private string Downward(string volume, JsonObject source)
    {
        var folder = folders.Volume(volume);
        foreach (var item in source.Items("items"))
        {
            var value = FieldReferences.Resolve(pod, podIP, item.Text("fieldRef", "fieldPath") ?? "");
            var mode = item.Number("mode") ?? source.Number("defaultMode") ?? DefaultMode;
            Write(folder, item.Text("path") ?? "", Encoding.UTF8.GetBytes(value), mode);
        }
        return folder;
    }

    private static string Host(JsonObject host)
    {
        var path = host.Text("path") ?? "/";
        if (host.Text("type") == "DirectoryOrCreate")
        {
            Directory.CreateDirectory(path);
        }
        return path;
    }

    private static void Write(string folder, string path, byte[] content, long mode)
    {
        var file = Path.Combine(folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        // An earlier attempt may have left it there, unwritable by its mode.
        File.Delete(file);
        using var stream = new FileStream(
            file,
            new FileStreamOptions
            {
                Mode = FileMode.CreateNew,
                Access = FileAccess.Write,
                UnixCreateMode = (UnixFileMode)(mode & 0b111_111_111),
            }
        );
        stream.Write(content);
    }

    private static PodConfigurationException Failed(string volume, string why) =>
        new("ContainerCreating", $"MountVolume.SetUp failed for volume \"{volume}\" : {why}");
}
