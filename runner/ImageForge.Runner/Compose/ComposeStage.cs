using ImageForge.Contracts.Plans;
using ImageForge.Contracts.Results;
using ImageForge.Runner.Inputs;
using ImageForge.Runner.Pictures;
using ImageForge.Runner.Plans;

namespace ImageForge.Runner.Compose;

/// <summary>Composes scenes, and contact sheets of stored pictures.</summary>
internal sealed class ComposeStage : IPictureStage
{
    private const int MaxColumns = 10;
    private const int MinFrameWidth = 64;

    /// <inheritdoc />
    public void Check(RunPlan plan)
    {
        switch (plan.Work)
        {
            case GenerateWork { Compose: { } scene } generate:
                // Reads everything once, as it is read for drawing.
                _ = SceneReader.Read(generate, scene, variant: 0, UserImages.None);
                break;
            case GenerateWork { Polish: null }:
                throw new PlanInvalidException("work has neither compose nor polish");
            case AssembleWork assemble:
                PlanInvalidException.RequireRange("work.columns", assemble.Columns, 1, MaxColumns);
                PlanInvalidException.Require(assemble.Frames.Count > 0, "work.frames is empty");
                PlanInvalidException.Require(
                    assemble.Width >= MinFrameWidth,
                    $"work.width {assemble.Width} is below {MinFrameWidth} for a sheet's cell"
                );
                break;
        }
    }

    /// <inheritdoc />
    public IReadOnlyList<Warning> Warnings(RunContext context) =>
        context.Plan.Work is GenerateWork { Compose: { } scene }
            ? [.. SceneReader.Warnings(scene, context.Images)]
            : [];

    /// <inheritdoc />
    public Task<IPictureSource?> OpenAsync(
        RunContext context,
        IPictureSource? before,
        CancellationToken cancellationToken
    ) =>
        Task.FromResult(
            context.Plan.Work switch
            {
                GenerateWork { Compose: { } scene } generate => new SceneSource(generate, scene, context.Images),
                AssembleWork assemble => new SheetSource(assemble, context.Images),
                _ => before,
            }
        );
}
