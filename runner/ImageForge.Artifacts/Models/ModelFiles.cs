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

    /// <summary>
    /// Whether a file counts: networks and what is named after them (<c>model.onnx_data</c>, <c>model.onnx.data</c>),
    /// <c>.pb</c>, <c>.data</c>, <c>.json</c> and <c>.txt</c>; nothing in or below a name that begins with a dot.
    /// </summary>
    public static bool Counts(string path)
    {
        if (path.StartsWith('.') || path.Contains("/.", StringComparison.Ordinal))
        {
            return false;
        }

        var name = path[(path.LastIndexOf('/') + 1)..];
        return name.Contains(NetworkExtension, StringComparison.OrdinalIgnoreCase)
            || Extensions.Contains(Path.GetExtension(name), StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>Whether a file is a network.</summary>
    public static bool IsNetwork(string path) => path.EndsWith(NetworkExtension, StringComparison.OrdinalIgnoreCase);

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
                    : $"{name} has no {NetworkExtension} file among its {seen}: export the model to ONNX (optimum-cli export onnx)"
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
}
