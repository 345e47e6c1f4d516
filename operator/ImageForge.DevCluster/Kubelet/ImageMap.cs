namespace ImageForge.DevCluster.Kubelet;

/// <summary>Which executable stands for which image.</summary>
internal sealed class ImageMap(IReadOnlyDictionary<string, string> images)
{
    /// <summary>The executable of an image: that of the exact name, else that of the name without tag and digest.</summary>
    public string? Find(string image) => images.GetValueOrDefault(image) ?? images.GetValueOrDefault(Untagged(image));

    /// <summary>The message for an image without an executable.</summary>
    public static string Hint(string image) =>
        $"the development cluster runs local executables and none is mapped to image \"{image}\": "
        + $"start it with --image {Untagged(image)}=PATH";

    // A colon before the last slash belongs to the registry's port.
    private static string Untagged(string image)
    {
        var name = image.Split('@')[0];
        var colon = name.LastIndexOf(':');
        return colon > name.LastIndexOf('/') ? name[..colon] : name;
    }
}
