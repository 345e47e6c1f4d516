using ImageForge.Api;
using ImageForge.Api.Common;
using ImageForge.Contracts.Plans;
using ImageForge.Planning.Resolving;

namespace ImageForge.Planning.Compose;

/// <summary>Turns an overlay of a job or a profile into the plan's.</summary>
internal static class OverlayResolver
{
    /// <summary>The overlay at intensity 1, and the error, if any.</summary>
    public static (OverlayPlan Plan, Problem? Problem) Resolve(OverlaySpec overlay, string field, ImageResolver images)
    {
        var plan = new OverlayPlan
        {
            Category = overlay.Category,
            Tag = overlay.Tag,
            Intensity = 1,
            Opacity = overlay.Opacity,
            Blend = overlay.Blend == BlendMode.Normal ? null : overlay.Blend,
        };
        if (overlay.Image.Builtin is { } name)
        {
            return OverlayNames.Find(name) is { } builtIn
                ? (plan with { Category = builtIn.Category, Tag = builtIn.Tag }, null)
                : (
                    plan,
                    new(
                        Reasons.InvalidSpec,
                        $"{field}.image.builtin: unknown built-in overlay '{name}'; known overlays: {OverlayNames.Names}."
                    )
                );
        }

        var (image, problem) = images.Resolve(overlay.Image, $"{field}.image");
        return (plan with { Image = image, ImageField = image is null ? null : $"{field}.image" }, problem);
    }
}
