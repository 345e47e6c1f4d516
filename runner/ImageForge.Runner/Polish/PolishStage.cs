using ImageForge.Artifacts.Errors;
using ImageForge.Contracts.Plans;
using ImageForge.Contracts.Results;
using ImageForge.Runner.Models;
using ImageForge.Runner.Pictures;

namespace ImageForge.Runner.Polish;

/// <summary>Renders with one of the <see cref="Backends"/>: from the prompt, the composed layout or a picture of the user's.</summary>
internal sealed class PolishStage : IPictureStage
{
    // Share of progress of fetching models where that was not done before.
    private const double FetchingShare = 0.1;

    /// <inheritdoc />
    public void Check(RunPlan plan)
    {
        if (plan.Work is GenerateWork { Polish: { } polish } work)
        {
            Backends.Of(polish).Check(work);
        }
    }

    /// <inheritdoc />
    public IReadOnlyList<Warning> Warnings(RunContext context) => context.Kit?.Warnings ?? [];

    /// <inheritdoc />
    /// <remarks>Fetches the models; they are loaded when the first picture is made.</remarks>
    public async Task<IPictureSource?> OpenAsync(
        RunContext context,
        IPictureSource? before,
        CancellationToken cancellationToken
    )
    {
        if (context.Plan.Work is not GenerateWork { Polish: { } polish } work)
        {
            return before;
        }

        try
        {
            var reports = new ModelReports(context.Progress, 0, FetchingShare);
            var paths = await ModelPaths.FetchAsync(work, context.Models, reports, cancellationToken);
            return new PolishedSource(
                context,
                work,
                before,
                (progress, token) => Backends.Of(polish).Open(context, work, paths, progress, token)
            );
        }
        catch (ModelUnusableException e) when (PolishedSource.Delivers(work))
        {
            return new PolishedSource(context, work, before, (_, _) => throw new ModelUnusableException(e.Message, e));
        }
    }
}
