using ImageForge.Contracts.Plans;
using ImageForge.Runner.Models;
using ImageForge.Runner.Pictures;
using ImageForge.Runner.Plans;

namespace ImageForge.Runner.Polish.OnnxStyle;

/// <summary>Networks from image to image with ONNX Runtime.</summary>
internal sealed class OnnxStyleBackend : IBackend
{
    /// <inheritdoc />
    public PolishBackend Name => PolishBackend.OnnxStyle;

    /// <inheritdoc />
    public void Check(GenerateWork work)
    {
        Backends.RequireModel(work);
        PlanInvalidException.Require(Backends.HasStart(work), "polish.backend OnnxStyle needs a picture to start from");
    }

    /// <inheritdoc />
    public IPolisher Open(
        RunContext context,
        GenerateWork work,
        ModelPaths paths,
        IProgress<PictureProgress> progress,
        CancellationToken cancellationToken
    ) => new NetworkPolisher(work, context.Kit!, paths, progress, cancellationToken);
}
