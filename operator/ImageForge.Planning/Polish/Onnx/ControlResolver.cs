using ImageForge.Api;
using ImageForge.Api.GenerationJobs;
using ImageForge.Contracts.Plans;

namespace ImageForge.Planning.Polish.Onnx;

/// <summary>Resolves ControlNet inputs.</summary>
internal static class ControlResolver
{
    /// <summary>All controls; null for none. Problems are added to the context.</summary>
    public static IReadOnlyList<ControlPlan>? Resolve(PolishContext context)
    {
        var specs = context.Spec.Polish!.Controls ?? [];
        ControlPlan[] controls =
        [
            .. specs.Select((control, i) => Resolve(control, $"spec.polish.controls[{i}]", context)),
        ];
        var shared = controls.Count(c => c.Model is null);
        if (shared > 1)
        {
            context.Add(
                new(
                    Reasons.InvalidSpec,
                    $"spec.polish.controls: {shared} of {controls.Length} controls have no model, but only one can use the controlnet folder of spec.polish.model; set model on the others."
                )
            );
        }

        return controls.Length == 0 ? null : controls;
    }

    private static ControlPlan Resolve(ControlSpec control, string field, PolishContext context)
    {
        if (Refusal(control, field, context.Spec) is { } refusal)
        {
            context.Add(new(Reasons.InvalidSpec, refusal));
        }

        return new ControlPlan
        {
            Type = control.Type,
            Weight = control.Weight,
            Image = control.Image is { } source ? context.Image(source, $"{field}.image") : null,
            Model = control.Model is { } model ? context.Model(model, $"{field}.model") : null,
        };
    }

    private static string? Refusal(ControlSpec control, string field, GenerationJobSpec spec) =>
        control.Model?.SecretRef is { } secret && secret != spec.Polish!.Model?.SecretRef
            ? $"{field}.model.secretRef: all models of a job are read with spec.polish.model.secretRef; remove it."
        : control.Image is not null ? null
        : control.Type != ControlType.Canny
            ? $"{field}.image is required for {control.Type}: only Canny can be computed from the composed layout; set it to the control map."
        : spec.Compose is null ? $"{field}.image is required without spec.compose; set one of them."
        : null;
}
