using ImageForge.Contracts.Plans;

namespace ImageForge.Runner.Inputs;

/// <summary>An image or font that a plan names.</summary>
/// <param name="Subject">Its field, for messages.</param>
/// <param name="Image">Where it is.</param>
/// <param name="Use">What it is for.</param>
/// <param name="Substitute">What is done without it; null where the run fails without it.</param>
internal sealed record InputReference(string Subject, ImageSource Image, ImageUse Use, string? Substitute)
{
    /// <summary>Every image that a plan names, in the plan's order.</summary>
    public static IReadOnlyList<InputReference> Of(WorkPlan work) =>
        work is AssembleWork assemble
            ? [.. OfFrames(assemble)]
            :
            [
                .. Records
                    .Images(work, "spec")
                    .Select(i => new InputReference(
                        FieldOf(i.Path, i.Image, work),
                        i.Image,
                        i.Use,
                        SubstituteFor(i.Use, work)
                    )),
            ];

    /// <summary>A frame's picture as a reference into the run's store; null for a frame that failed.</summary>
    public static ImageSource? ImageOf(FramePlan frame) =>
        frame.Key is null
            ? null
            : new()
            {
                Uri = InputMounts.Store + frame.Key,
                Digest = frame.Sha256 is null ? null : "sha256:" + frame.Sha256,
            };

    // Images of signals and overlays come from elsewhere in the spec or from its profile; most else is where the spec has it.
    private static string FieldOf(string path, ImageSource image, WorkPlan work) =>
        work is not GenerateWork { Compose: var compose, Polish: var polish } ? path
        : ReferenceEquals(polish?.Init, image) ? "spec.polish.guidanceImages[0].image"
        : compose?.Signals.FirstOrDefault(s => ReferenceEquals(s.Image, image))?.ImageField
            ?? compose?.Overlays.FirstOrDefault(o => ReferenceEquals(o.Image, image))?.ImageField
            ?? path;

    private static string? SubstituteFor(ImageUse use, WorkPlan work) =>
        use.CanBeSkipped() && work is not GenerateWork { OnMissingInput: MissingInputPolicy.Skip }
            ? null
            : use switch
            {
                ImageUse.Background => "the built-in background is drawn",
                ImageUse.Asset => "a built-in asset is drawn",
                ImageUse.Overlay => "a built-in overlay is used, if there is one",
                ImageUse.Layer => "the layer is left out",
                ImageUse.Font => "the text is set in its other fonts and the typeface",
                ImageUse.LayerMask => "the layer is drawn without its mask",
                _ => null,
            };

    private static IEnumerable<InputReference> OfFrames(AssembleWork sheet)
    {
        for (var i = 0; i < sheet.Frames.Count; i++)
        {
            if (ImageOf(sheet.Frames[i]) is { } image)
            {
                yield return new($"frames[{i}]", image, ImageUse.Layer, "its cell stays empty");
            }
        }
    }
}
