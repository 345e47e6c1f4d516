using ImageForge.Contracts.Plans;
using ImageForge.Contracts.Results;

namespace ImageForge.Runner.Publish;

/// <summary>Writes down what a run made. Nothing in it depends on the attempt, the hour or the machine.</summary>
internal static class ManifestBuilder
{
    /// <summary>The manifest of a run whose pictures are all finished and scored.</summary>
    public static Manifest Build(RunContext context, Workspace workspace) =>
        new()
        {
            PlanHash = context.Plan.PlanHash,
            Work = context.Plan.Work,
            Runner = RunnerVersion.Current,
            Artifacts = [.. Enumerable.Range(0, workspace.Pictures).Select(i => Describe(context.Plan, workspace, i))],
            Inputs = context.Inputs,
            Device = context.Kit?.Device,
            Warnings = [.. context.Warnings.Concat(workspace.Results.SelectMany(s => s!.Warnings)).Distinct()],
        };

    private static Artifact Describe(RunPlan plan, Workspace workspace, int variant)
    {
        var result = workspace.Results[variant]!;
        return new()
        {
            Variant = variant,
            Seed = plan.Work is GenerateWork generate ? unchecked(generate.Seed + variant) : null,
            Key = plan.Delivery.Keys[variant],
            Sha256 = result.Sha256,
            Bytes = result.Bytes,
            Width = result.Width,
            Height = result.Height,
            Format = plan.Work.Output.Format,
            Scores = workspace.Scores[variant],
            Hitboxes = result.Hitboxes,
        };
    }
}
