using ImageForge.Api.GenerationJobs;
using ImageForge.Contracts.Plans;
using ImageForge.Planning.Resolving;

namespace ImageForge.Planning.Polishing;

/// <summary>Resolves spec.polish to the plan.</summary>
/// <param name="spec">The job.</param>
/// <param name="store">Its store.</param>
/// <param name="images">Resolves its images.</param>
/// <param name="allowsFiles">Whether models may be files.</param>
internal sealed class PolishResolver(GenerationJobSpec spec, StorePlan store, ImageResolver images, bool allowsFiles)
{
    private const double UsualStrength = 0.6;

    private readonly List<Problem> _problems = [];

    /// <summary>The plan, null where nothing renders, or the first problem.</summary>
    /// <param name="prompt">The effective prompt.</param>
    public (PolishPlan? Plan, Problem? Problem) Resolve(PromptPlan? prompt)
    {
        if (spec.Polish is not { } polish)
        {
            return (null, null);
        }

        if (PolishFields.Validate(polish) is { } misplaced)
        {
            return (null, misplaced);
        }

        if (!LocalBackends.Has(polish.Backend))
        {
            return (null, null);
        }

        if (PolishRules.Validate(spec, prompt) is { } broken)
        {
            return (null, broken);
        }

        var strength = Strength(polish);
        if (strength is { } share && StepCount.Problem(polish.Steps, share) is { } noSteps)
        {
            return (null, noSteps);
        }

        var models = new ModelResolver(store, allowsFiles);
        var model = Taken(models.Resolve(polish.Model, "spec.polish.model"));
        if (model is null)
        {
            return (null, _problems[0]);
        }

        var plan = new PolishPlan
        {
            Backend = polish.Backend!.Value,
            Model = model,
            Quality = polish.Steps is null && spec.Quality != Quality.Medium ? spec.Quality : null,
            Steps = polish.Steps,
            Strength = strength,
            Guidance = polish.Guidance,
            Scheduler = polish.Scheduler,
            Controls = Taken(new ControlResolver(spec, images, models).Resolve()),
            Init = polish.GuidanceImages is [var reference]
                ? Image(reference.Image, "spec.polish.guidanceImages[0].image")
                : null,
            Mask = polish.Mask is { } mask ? Image(mask, "spec.polish.mask") : null,
            LongPrompts = polish.LongPrompts == LongPromptHandling.Chunk ? LongPromptHandling.Chunk : null,
            PromptWeights = polish.PromptWeights == true ? true : null,
            // Explicit defaults do not change the plan.
            Network = polish.Network == new NetworkSpec() ? null : polish.Network,
            OnFailure =
                polish.OnFailure == PolishFailurePolicy.DeliverComposed ? PolishFailurePolicy.DeliverComposed : null,
        };
        return _problems is [var first, ..] ? (null, first) : (plan, null);
    }

    private double? Strength(PolishSpec polish) =>
        polish.Backend != PolishBackend.Onnx || (spec.Compose is null && polish.GuidanceImages is not { Count: > 0 })
            ? null
        : polish.Strength is { } given ? given
        : polish.Mask is null ? UsualStrength
        : 1;

    private ImageSource? Image(ImageSource source, string field) => Taken(images.Resolve(source, field));

    private T? Taken<T>((T? Value, Problem? Problem) found)
        where T : class
    {
        if (found.Problem is { } problem)
        {
            _problems.Add(problem);
        }

        return found.Value;
    }
}
