using ImageForge.Api;
using ImageForge.Api.GenerationJobs;
using ImageForge.Contracts.Plans;
using ImageForge.Planning.Resolving;

namespace ImageForge.Planning.Polishing;

/// <summary>Resolves what steers structure or colour.</summary>
/// <param name="spec">The job.</param>
/// <param name="images">Resolves its images.</param>
/// <param name="models">Resolves its models.</param>
internal sealed class ControlResolver(GenerationJobSpec spec, ImageResolver images, ModelResolver models)
{
    /// <summary>All controls, null for none, or the first problem.</summary>
    public (IReadOnlyList<ControlPlan>? Controls, Problem? Problem) Resolve()
    {
        var controls = new List<ControlPlan>();
        for (var i = 0; i < (spec.Polish!.Controls?.Count ?? 0); i++)
        {
            var (plan, problem) = Resolve(spec.Polish.Controls![i], $"spec.polish.controls[{i}]");
            if (plan is null)
            {
                return (null, problem);
            }

            controls.Add(plan);
        }

        var shared = controls.Count(c => c.Model is null);
        return shared > 1
                ? (
                    null,
                    new(
                        Reasons.InvalidSpec,
                        $"spec.polish.controls: {shared} of {controls.Count} have no model, and the folder controlnet of a model holds one; give the others a model."
                    )
                )
            : controls.Count == 0 ? (null, null)
            : (controls, null);
    }

    private (ControlPlan?, Problem?) Resolve(ControlSpec control, string field)
    {
        if (Refusal(control, field) is { } refusal)
        {
            return (null, new(Reasons.InvalidSpec, refusal));
        }

        var (image, problem) = control.Image is { } source ? images.Resolve(source, $"{field}.image") : (null, null);
        ModelPlan? model = null;
        if (problem is null && control.Model is not null)
        {
            (model, problem) = models.Resolve(control.Model, $"{field}.model");
        }

        return problem is not null
            ? (null, problem)
            : (
                new ControlPlan
                {
                    Type = control.Type.ToString(),
                    Weight = control.Weight,
                    Image = image,
                    Model = model,
                },
                null
            );
    }

    private string? Refusal(ControlSpec control, string field) =>
        control.Model?.SecretRef is { } secret && secret != spec.Polish!.Model?.SecretRef
            ? $"{field}.model.secretRef: the models of a job are read with the same credentials, those of spec.polish.model.secretRef; remove it."
        : control.Image is not null ? null
        : control.Type != ControlType.Canny
            ? $"{field}.image is missing: only edges (Canny) are found in the composed layout; give the finished map for {control.Type}."
        : spec.Compose is null
            ? $"{field}.image is missing, and without spec.compose there is no layout to find edges in; give one of them."
        : null;
}
