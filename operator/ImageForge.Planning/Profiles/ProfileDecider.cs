using ImageForge.Api;
using ImageForge.Api.AtmosphereProfiles;
using ImageForge.Api.Common;
using ImageForge.Planning.Resolving;
using ImageForge.Planning.Statuses;

namespace ImageForge.Planning.Profiles;

/// <summary>Decides what the status of an AtmosphereProfile says: whether it can be used, and who uses it.</summary>
public static class ProfileDecider
{
    private const int MaxNames = 32;

    /// <summary>Jobs come and go quickly; whoever reads the list can wait this long.</summary>
    private static readonly TimeSpan UsersInterval = TimeSpan.FromSeconds(5);

    /// <summary>Computes the next status. Pure.</summary>
    /// <param name="observed">What is known of the profile.</param>
    /// <param name="defaults">The operator's defaults.</param>
    public static Plan<AtmosphereProfileStatus> Decide(ProfileObserved observed, OperatorDefaults defaults)
    {
        var profile = observed.Profile;
        if (profile.Metadata.DeletionTimestamp is not null)
        {
            return new Plan<AtmosphereProfileStatus>();
        }

        var generation = profile.Metadata.Generation ?? 0;
        var conditions = new ConditionSet(profile.Status?.Conditions, generation, Clock.Seconds(observed.Now));
        var unusable = Unusable(profile.Spec, defaults.AllowFileUris);
        SetConditions(conditions, profile.Spec, unusable);
        var total = profile.Spec.Overlays?.Count ?? 0;
        var (jobs, names, wait) = Users(observed);
        return new Plan<AtmosphereProfileStatus>
        {
            Status = new AtmosphereProfileStatus
            {
                ObservedGeneration = generation,
                Conditions = conditions.ToList(),
                Hash = JobResolver.ProfileHash(profile),
                OverlaysUsable =
                    $"{total - unusable.Count(u => u.Field.StartsWith("overlays", StringComparison.Ordinal))}/{total}",
                Unusable = unusable.Count == 0 ? null : unusable,
                Jobs = jobs,
                UsedBy = names.Count == 0 ? null : names,
            },
            RequeueAfter = wait,
        };
    }

    private static void SetConditions(ConditionSet conditions, AtmosphereProfileSpec spec, List<UnusableImage> unusable)
    {
        conditions.Remove(Conditions.Reconciling);
        var images = string.Join(" ", unusable.Select(u => $"{u.Field}: {u.Message}"));
        if (unusable.Count == 0)
        {
            conditions.Set(Conditions.OverlaysUsable, true, Reasons.AsExpected, "All images can be used.");
        }
        else
        {
            conditions.Set(Conditions.OverlaysUsable, false, Reasons.OverlayUnreadable, images);
        }

        var problem = unusable.Count > 0 ? new Problem(Reasons.ProfileInvalid, images) : null;
        if (problem is null)
        {
            conditions.Set(Conditions.Ready, true, Reasons.AsExpected, "The profile can be used." + Inert(spec));
            conditions.Remove(Conditions.Stalled);
            return;
        }

        conditions.Set(Conditions.Ready, false, problem.Reason, problem.Message);
        conditions.Set(Conditions.Stalled, true, problem.Reason, problem.Message);
    }

    private static string Inert(AtmosphereProfileSpec spec) =>
        IgnoredProfileFields.Of(spec) is { Count: > 0 } fields
            ? $" Brands are not put into words by this version: {string.Join(" and ", fields)} {(fields.Count == 1 ? "has" : "have")} no effect yet."
            : "";

    private static List<UnusableImage> Unusable(AtmosphereProfileSpec spec, bool allowsFiles)
    {
        var overlays = (spec.Overlays ?? [])
            .Select(o => (Field: $"overlays[{o.Category}/{o.Tag}]", o))
            .Select(f => (f.Field, OverlayResolver.Resolve(f.o, f.Field, Images(f.o.Image, allowsFiles)).Problem));
        var assets = (spec.Assets ?? [])
            .Select(a => (Field: $"assets[{a.Category}/{a.Tag}]", a.Image))
            .Select(f => (f.Field, Images(f.Image, allowsFiles).Resolve(f.Image, f.Field).Problem));
        return
        [
            .. overlays
                .Concat(assets)
                // An image that another job has yet to make is for the jobs to wait for.
                .Where(f => f.Problem is not null and not { Reason: Reasons.WaitingForArtifact })
                .Take(64)
                .Select(f => new UnusableImage { Field = f.Field, Message = Text.Truncate(f.Problem!.Message, 1024) }),
        ];
    }

    /// <summary>
    /// Which store an image is in is for each job to say; what an image can be at best is that it lies in the job's own.
    /// </summary>
    private static ImageResolver Images(ImageSource image, bool allowsFiles) =>
        new(
            image.Uri?.Split('/', 4) is [("s3:" or "pvc:") and var scheme, "", var place, _]
                ? $"{scheme}//{place}"
                : "file:///",
            new ArtifactSources([], null),
            allowsFiles
        );

    private static (int Jobs, IReadOnlyList<string> Names, TimeSpan? Wait) Users(ProfileObserved observed)
    {
        var last = observed.Profile.Status;
        var active = observed
            .Users.Where(j => !JobStates.IsTerminal(j.Status?.State))
            .Select(j => j.Metadata.Name!)
            .Order(StringComparer.Ordinal)
            .ToList();
        IReadOnlyList<string> names = [.. active.Take(MaxNames)];
        var wait = (observed.UsersWritten ?? DateTimeOffset.MinValue) + UsersInterval - observed.Now;
        var isNew = last?.Jobs != active.Count || !(last.UsedBy ?? []).SequenceEqual(names);
        return isNew && last?.Jobs is { } known && wait > TimeSpan.Zero
            ? (known, last.UsedBy ?? [], wait)
            : (active.Count, names, null);
    }
}
