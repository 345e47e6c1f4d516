namespace ImageForge.Contracts.Plans;

/// <summary>What an image of a plan is for.</summary>
public enum ImageUse
{
    /// <summary>The background.</summary>
    Background,

    /// <summary>The asset of a signal.</summary>
    Asset,

    /// <summary>An overlay.</summary>
    Overlay,

    /// <summary>The content of a layer.</summary>
    Layer,

    /// <summary>The mask of a layer.</summary>
    LayerMask,

    /// <summary>What a model starts from, keeps to or is steered by.</summary>
    Polish,
}

/// <summary>An image of a plan that the user supplies.</summary>
/// <param name="Field">Its field in the plan, such as <c>compose.signals[0].image</c>.</param>
/// <param name="Image">Where it is.</param>
/// <param name="Use">What it is for.</param>
public sealed record PlanImage(string Field, ImageRef Image, ImageUse Use);

/// <summary>The images of a plan that the user supplies.</summary>
public static class PlanImages
{
    /// <summary>Whether <see cref="GenerateWork.OnMissingInput"/> decides what becomes of the picture without the image.</summary>
    public static bool CanBeSkipped(this ImageUse use) =>
        use is ImageUse.Background or ImageUse.Layer or ImageUse.LayerMask;

    /// <summary>All of them, in the order of the plan; one that is used twice is listed twice.</summary>
    public static IEnumerable<PlanImage> Of(WorkPlan work)
    {
        if (work is not GenerateWork generate)
        {
            return [];
        }

        var (scene, polish) = (generate.Compose, generate.Polish);
        IEnumerable<PlanImage?> images =
        [
            Of("compose.background.image", scene?.Background.Image, ImageUse.Background),
            .. (scene?.Signals ?? []).Select((s, i) => Of($"compose.signals[{i}].image", s.Image, ImageUse.Asset)),
            .. (scene?.Overlays ?? []).Select((o, i) => Of($"compose.overlays[{i}].image", o.Image, ImageUse.Overlay)),
            .. (scene?.Layers ?? []).SelectMany(l =>
                new[]
                {
                    Of($"compose.layers[{l.Name}].image", l.Image, ImageUse.Layer),
                    Of($"compose.layers[{l.Name}].mask.image", l.Mask?.Image, ImageUse.LayerMask),
                }
            ),
            Of("polish.guidanceImages", polish?.Init, ImageUse.Polish),
            Of("polish.mask", polish?.Mask, ImageUse.Polish),
            .. (polish?.Controls ?? []).Select((c, i) => Of($"polish.controls[{i}].image", c.Image, ImageUse.Polish)),
        ];
        return images.OfType<PlanImage>();
    }

    private static PlanImage? Of(string field, ImageRef? image, ImageUse use) =>
        image is null ? null : new(field, image, use);
}
