using ImageForge.Artifacts.Errors;

namespace ImageForge.Artifacts.Models;

/// <summary>Which files of a folder are the model: those that ONNX Runtime and the pipelines read.</summary>
/// <remarks>
/// Folders of models hold the same weights for several programs, pictures and notes beside them. What is not read is not
/// downloaded, and is no part of the digest: a changed README is the same model.
/// </remarks>
internal static class ModelFiles
{
    /// <summary>What the name of a network ends in.</summary>
    public const string NetworkExtension = ".onnx";

    // Settings, vocabularies, merges, and weights beside a network as exporters have named them.
    private static readonly string[] Extensions = [".json", ".txt", ".onnx_data", ".data", ".pb"];

    // What PyTorch's and OpenVINO's weights have in their names, which end in .bin as those of networks may.
    private static readonly string[] Foreign = ["pytorch", "openvino"];

    /// <summary>
    /// The files that count: networks and what is named after them (<c>model.onnx_data</c>, <c>model.onnx.data</c>),
    /// <c>.pb</c>, <c>.data</c>, <c>.json</c> and <c>.txt</c>; <c>.bin</c> in the folder of a network, unless it is named as
    /// PyTorch or OpenVINO name theirs; nothing in or below a name that begins with a dot.
    /// </summary>
    public static IEnumerable<T> Of<T>(IReadOnlyCollection<T> files, Func<T, string> pathOf)
    {
        var visible = files.Where(f => !IsHidden(pathOf(f))).ToList();
        var networks = visible.Select(pathOf).Where(IsNetwork).Select(FolderOf).ToHashSet(StringComparer.Ordinal);
        return visible.Where(f => Counts(pathOf(f), networks.Contains(FolderOf(pathOf(f)))));
    }

    /// <summary>Whether a file is a network.</summary>
    public static bool IsNetwork(string path) => path.EndsWith(NetworkExtension, StringComparison.OrdinalIgnoreCase);

    /// <summary>Where exporters put the weights of a network that they do not put into it.</summary>
    public static IEnumerable<string> DataOf(string network) => [network + "_data", network + ".data"];

    /// <summary>Refuses a folder without a network, and one whose names cannot lie on a disk together.</summary>
    /// <param name="name">What to call the model.</param>
    /// <param name="paths">The files that count.</param>
    /// <param name="seen">How many files there are, counting or not.</param>
    /// <exception cref="ModelUnusableException">It is one of these.</exception>
    public static void Check(string name, IReadOnlyCollection<string> paths, int seen)
    {
        if (!paths.Any(IsNetwork))
        {
            throw new ModelUnusableException(
                seen == 0
                    ? $"{name} has no files: there is no model at this address"
                    : $"{name} has no {NetworkExtension} file among its {seen} {(seen == 1 ? "file" : "files")}: export the model to ONNX (optimum-cli export onnx)"
            );
        }

        var files = paths.ToHashSet(StringComparer.Ordinal);
        foreach (var path in paths)
        {
            for (var slash = path.IndexOf('/'); slash >= 0; slash = path.IndexOf('/', slash + 1))
            {
                if (files.Contains(path[..slash]))
                {
                    throw new ModelUnusableException($"{name} has '{path[..slash]}' both as a file and as a folder");
                }
            }
        }
    }

    private static bool Counts(string path, bool besideNetwork)
    {
        var name = path[(path.LastIndexOf('/') + 1)..];
        var extension = Path.GetExtension(name);
        return name.Contains(NetworkExtension, StringComparison.OrdinalIgnoreCase)
            || Extensions.Contains(extension, StringComparer.OrdinalIgnoreCase)
            || (
                besideNetwork
                && extension.Equals(".bin", StringComparison.OrdinalIgnoreCase)
                && !Foreign.Any(f => name.Contains(f, StringComparison.OrdinalIgnoreCase))
            );
    }

    private static bool IsHidden(string path) => path.StartsWith('.') || path.Contains("/.", StringComparison.Ordinal);

    private static string FolderOf(string path) => path[..(path.LastIndexOf('/') + 1)];
}

/// <summary>A file of a model.</summary>
/// <param name="Path">Below the model's folder, with <c>/</c>.</param>
/// <param name="Size">Bytes.</param>
/// <param name="Sha256">Hex digest of its bytes.</param>
internal sealed record ModelFile(string Path, long Size, string Sha256);
