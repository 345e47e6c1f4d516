namespace ImageForge.Contracts.Plans;

/// <summary>The pictures of a plan that the user supplies.</summary>
public static class PlanImages
{
    /// <summary>All of them, in the order of the plan; one that is used twice stands twice.</summary>
    public static IEnumerable<ImageRef> Of(WorkPlan work)
    {
        if (work is not GenerateWork generate)
        {
            return [];
        }

        var (scene, polish) = (generate.Compose, generate.Polish);
        IEnumerable<ImageRef?> images =
        [
            scene?.Background.Image,
            .. (scene?.Signals ?? []).Select(s => s.Image),
            .. (scene?.Overlays ?? []).Select(o => o.Image),
            .. (scene?.Layers ?? []).SelectMany(l => new[] { l.Image, l.Mask?.Image }),
            polish?.Init,
            polish?.Mask,
            .. (polish?.Controls ?? []).Select(c => c.Image),
        ];
        return images.OfType<ImageRef>();
    }
}
