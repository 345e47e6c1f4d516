using ImageForge.Api.GenerationJobs;
using ImageForge.Contracts.Plans;

namespace ImageForge.Planning.Compose;

/// <summary>Builds hitbox statuses: boxes from the runner, the rest from the plan.</summary>
internal static class HitboxWriter
{
    /// <summary>One per reported box; null without boxes.</summary>
    public static IReadOnlyList<HitboxStatus>? Write(GenerateWork work, IReadOnlyList<IReadOnlyList<int>>? boxes) =>
        boxes is null
            ? null
            :
            [
                .. boxes
                    .Zip(work.Compose?.Signals ?? [])
                    .Where(pair => pair.First.Count == 4)
                    .Select(pair => new HitboxStatus
                    {
                        X = pair.First[0],
                        Y = pair.First[1],
                        Width = pair.First[2],
                        Height = pair.First[3],
                        Category = pair.Second.Category,
                        Tag = pair.Second.Tag,
                        Intensity = Math.Abs(pair.Second.Score),
                        Score = pair.Second.Score,
                    }),
            ];
}
