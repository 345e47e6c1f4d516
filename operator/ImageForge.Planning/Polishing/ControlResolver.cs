using ImageForge.Api;
using ImageForge.Api.GenerationJobs;
using ImageForge.Contracts.Plans;
using ImageForge.Planning.Resolving;

namespace ImageForge.Planning.Polishing;

/// <summary>Resolves ControlNet inputs.</summary>
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
                        $"spec.polish.controls: {shared} of {controls.Count} controls have no model, but only one can use the controlnet folder of spec.polish.model; set model on the others."
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
                    Type = control.Type,
                    Weight = control.Weight,
                    Image = image,
                    Model = model,
                },
                null
            );
    }

    private string? Refusal(ControlSpec control, string field) =>
        control.Model?.SecretRef is { } secret && secret != spec.Polish!.Model?.SecretRef
            ? $"{field}.model.secretRef: all models of a job are read with spec.polish.model.secretRef; remove it."
        : control.Image is not null ? null
        : control.Type != ControlType.Canny
            ? $"{field}.image is required for {control.Type}: only Canny can be computed from the composed layout; set it to the control map."
        : spec.Compose is null ? $"{field}.image is required without spec.compose; set one of them."
        : null;
}
