using ImageForge.Contracts.Plans;

namespace ImageForge.Runner.Inputs;

/// <summary>An image that a plan names.</summary>
/// <param name="Subject">Its field, for messages.</param>
/// <param name="Image">Where it is.</param>
/// <param name="Substitute">What is done without it; null where the run fails without it.</param>
internal sealed record InputReference(string Subject, ImageRef Image, string? Substitute)
{
    private const string Skip = "Skip";

    /// <summary>Every image that a plan names, in the plan's order.</summary>
    public static IReadOnlyList<InputReference> Of(WorkPlan work) =>
        work is AssembleWork assemble
            ? [.. OfFrames(assemble)]
            :
            [
                .. PlanImages
                    .Of(work)
                    .Select(i => new InputReference(i.Image.Origin ?? i.Field, i.Image, SubstituteFor(i.Use, work))),
            ];

    /// <summary>A frame's picture as a reference into the run's store; null for a frame that failed.</summary>
    public static ImageRef? ImageOf(FramePlan frame) =>
        frame.Key is null ? null : new() { Uri = InputLoader.StorePrefix + frame.Key, Sha256 = frame.Sha256 };

    /// <summary>Whether a plan's value of onMissingInput is known.</summary>
    public static bool IsPolicy(string? onMissingInput) => onMissingInput is null or Skip;

    private static string? SubstituteFor(ImageUse use, WorkPlan work) =>
        use.CanBeSkipped() && work is not GenerateWork { OnMissingInput: Skip }
            ? null
            : use switch
            {
                ImageUse.Background => "the built-in background is drawn",
                ImageUse.Asset => "a built-in asset is drawn",
                ImageUse.Overlay => "a built-in overlay is used, if there is one",
                ImageUse.Layer => "the layer is left out",
                ImageUse.LayerMask => "the layer is drawn without its mask",
                _ => null,
            };

    private static IEnumerable<InputReference> OfFrames(AssembleWork sheet)
    {
        for (var i = 0; i < sheet.Frames.Count; i++)
        {
            if (ImageOf(sheet.Frames[i]) is { } image)
            {
                yield return new(image.Origin ?? $"frames[{i}]", image, "its cell stays empty");
            }
        }
    }
}
