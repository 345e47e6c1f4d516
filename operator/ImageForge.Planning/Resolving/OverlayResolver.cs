using ImageForge.Api;
using ImageForge.Api.Common;
using ImageForge.Contracts.Plans;
using ImageForge.Planning.Profiles;

namespace ImageForge.Planning.Resolving;

/// <summary>Turns an overlay of a job or a profile into the plan's.</summary>
internal static class OverlayResolver
{
    /// <summary>The overlay at intensity 1, and what is wrong with it, if anything is.</summary>
    public static (OverlayPlan Plan, Problem? Problem) Resolve(OverlaySpec overlay, string field, ImageResolver images)
    {
        var plan = new OverlayPlan
        {
            Category = overlay.Category,
            Tag = overlay.Tag,
            Intensity = 1,
            Opacity = overlay.Opacity,
            Blend = BlendNames.For(overlay.Blend),
        };
        if (overlay.Image.Builtin is { } name)
        {
            return BuiltInOverlays.Find(name) is { } builtIn
                ? (plan with { Category = builtIn.Category, Tag = builtIn.Tag }, null)
                : (
                    plan,
                    new(
                        Reasons.InvalidSpec,
                        $"{field}.image.builtin: there is no built-in overlay '{name}'; there are {BuiltInOverlays.Names}."
                    )
                );
        }

        var (image, problem) = images.Resolve(overlay.Image, $"{field}.image");
        return (plan with { Image = image }, problem);
    }
}
