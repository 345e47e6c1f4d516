using ImageForge.Inference.Errors;
using ImageForge.Inference.Onnx;

namespace ImageForge.Inference.Pipelines;

/// <summary>A network that looks at a map and tells a UNet what to add to each of its blocks.</summary>
internal sealed class ControlNet : IDisposable
{
    /// <summary>Where a model folder has one.</summary>
    public const string Component = "controlnet";

    private ControlNet(OnnxRuntime runtime, OnnxSession session)
    {
        (Runtime, Session) = (runtime, session);
        if (Find(ControlPorts.Map) is null)
        {
            throw new ModelInvalidException(
                $"Model '{session.Path}' has no input '{ControlPorts.Map}', so it is not a ControlNet; it has {string.Join(", ", session.Inputs.Select(i => i.Name))}."
            );
        }
    }

    /// <summary>The library.</summary>
    public OnnxRuntime Runtime { get; }

    /// <summary>The network.</summary>
    public OnnxSession Session { get; }

    /// <summary>Opens one.</summary>
    /// <param name="runtime">The library.</param>
    /// <param name="path">Its file, or the folder that has it.</param>
    /// <param name="settings">How it is run.</param>
    /// <param name="cancellationToken">Stops loading.</param>
    public static ControlNet Open(
        OnnxRuntime runtime,
        string path,
        SessionSettings settings,
        CancellationToken cancellationToken
    )
    {
        var session = OnnxSession.Open(runtime, FileOf(path), settings, cancellationToken);
        try
        {
            return new ControlNet(runtime, session);
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    /// <summary>One of its inputs, or null where it has none of that name.</summary>
    public TensorInfo? Find(string input) => Session.Inputs.FirstOrDefault(i => i.Name == input);

    /// <inheritdoc/>
    public void Dispose() => Session.Dispose();

    private static string FileOf(string path)
    {
        string[] candidates =
        [
            path,
            Path.Combine(path, ModelFolder.Onnx),
            Path.Combine(path, Component, ModelFolder.Onnx),
        ];
        return candidates.FirstOrDefault(File.Exists)
            ?? throw new ModelInvalidException(
                $"the ControlNet '{path}' is neither a file nor a folder with {ModelFolder.Onnx} or {Component}/{ModelFolder.Onnx}"
            );
    }
}
