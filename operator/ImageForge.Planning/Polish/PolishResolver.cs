using ImageForge.Api.GenerationJobs;
using ImageForge.Contracts.Plans;
using ImageForge.Planning.Resolving;

namespace ImageForge.Planning.Polish;

/// <summary>Resolves spec.polish to the plan.</summary>
internal static class PolishResolver
{
    /// <summary>The plan, null if nothing is rendered, or the first problem.</summary>
    /// <param name="context">The job and what to resolve with.</param>
    /// <param name="prompt">The effective prompt.</param>
    public static (PolishPlan? Plan, Problem? Problem) Resolve(StageContext context, PromptPlan? prompt)
    {
        var spec = context.Spec;
        if (spec.Polish is not { } polish)
        {
            return (null, null);
        }

        if (PolishFields.Validate(polish) is { } misplaced)
        {
            return (null, misplaced);
        }

        if (Backends.Of(polish) is not { } backend)
        {
            return (null, null);
        }

        if (PolishRules.Validate(backend, spec, prompt) is { } broken)
        {
            return (null, broken);
        }

        var resolving = new PolishContext(
            spec,
            context.Images,
            new ModelResolver(context.Store, context.Defaults.AllowFileUris)
        );
        var plan = new PolishPlan
        {
            Backend = backend.Name,
            OnFailure =
                polish.OnFailure == PolishFailurePolicy.DeliverComposed ? PolishFailurePolicy.DeliverComposed : null,
        };
        plan = backend.Resolve(plan, resolving) with
        {
            Init = polish.GuidanceImages is [var reference]
                ? resolving.Image(reference.Image, "spec.polish.guidanceImages[0].image")
                : null,
        };
        return resolving.Problem is { } problem ? (null, problem) : (plan, null);
    }
}

/// <summary>What a back end resolves with. The first problem rejects the job.</summary>
/// <param name="spec">The job.</param>
/// <param name="images">Resolves its images.</param>
/// <param name="models">Resolves its models.</param>
internal sealed class PolishContext(GenerationJobSpec spec, ImageResolver images, ModelResolver models)
{
    /// <summary>The job.</summary>
    public GenerationJobSpec Spec => spec;

    /// <summary>The first problem; null if there is none.</summary>
    public Problem? Problem { get; private set; }

    /// <summary>Resolves an image.</summary>
    public ImageSource? Image(ImageSource source, string field) => Value(images.Resolve(source, field));

    /// <summary>Resolves spec.polish.model, which is required.</summary>
    public ModelPlan? Model() => Model(spec.Polish!.Model, "spec.polish.model");

    /// <summary>Resolves a model.</summary>
    public ModelPlan? Model(ModelSpec? model, string field) => Value(models.Resolve(model, field));

    /// <summary>Adds a problem.</summary>
    public void Add(Problem problem) => Problem ??= problem;

    private T? Value<T>((T? Value, Problem? Problem) found)
        where T : class
    {
        Problem ??= found.Problem;
        return found.Value;
    }
}
