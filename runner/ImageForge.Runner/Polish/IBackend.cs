using ImageForge.Contracts.Plans;
using ImageForge.Runner.Models;
using ImageForge.Runner.Pictures;
using ImageForge.Runner.Plans;

namespace ImageForge.Runner.Polish;

/// <summary>A back end of polish as the runner sees it.</summary>
internal interface IBackend
{
    /// <summary>Its name in the plan.</summary>
    PolishBackend Name { get; }

    /// <summary>Rejects work that it cannot render, before anything is fetched.</summary>
    /// <exception cref="PlanInvalidException">The message names what is unknown or missing.</exception>
    void Check(GenerateWork work);

    /// <summary>Loads what renders.</summary>
    /// <param name="context">The run.</param>
    /// <param name="work">What to make.</param>
    /// <param name="paths">Where the models of the plan are.</param>
    /// <param name="progress">Is told what is loaded.</param>
    /// <param name="cancellationToken">Stops loading.</param>
    IPolisher Open(
        RunContext context,
        GenerateWork work,
        ModelPaths paths,
        IProgress<PictureProgress> progress,
        CancellationToken cancellationToken
    );
}
