using ImageForge.Contracts.Plans;
using ImageForge.Runner.Models;
using ImageForge.Runner.Pictures;
using ImageForge.Runner.Plans;

namespace ImageForge.Runner.Polish.Onnx;

/// <summary>Diffusion models with ONNX Runtime.</summary>
internal sealed class OnnxBackend : IBackend
{
    /// <inheritdoc />
    public PolishBackend Name => PolishBackend.Onnx;

    /// <inheritdoc />
    public void Check(GenerateWork work)
    {
        Backends.RequireModel(work);
        PlanInvalidException.Require(
            work.Polish!.Mask is null || Backends.HasStart(work),
            "polish.mask needs a picture to start from"
        );
    }

    /// <inheritdoc />
    public IPolisher Open(
        RunContext context,
        GenerateWork work,
        ModelPaths paths,
        IProgress<PictureProgress> progress,
        CancellationToken cancellationToken
    ) => new DiffusionPolisher(work, context.Images, context.Kit!, paths, progress, cancellationToken);
}
