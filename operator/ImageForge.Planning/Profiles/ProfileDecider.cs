using ImageForge.Api;
using ImageForge.Api.AtmosphereProfiles;
using ImageForge.Planning.Compose;
using ImageForge.Planning.Resolving;
using ImageForge.Planning.Statuses;

namespace ImageForge.Planning.Profiles;

/// <summary>Computes the status of an AtmosphereProfile: whether it is usable, and which jobs use it.</summary>
public static class ProfileDecider
{
    private const int MaxNames = 32;

    /// <summary>Minimum time between two updates of the list of users.</summary>
    private static readonly TimeSpan UsersInterval = TimeSpan.FromSeconds(5);

    /// <summary>Computes the next status. Pure.</summary>
    /// <param name="observed">The observed state.</param>
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
            conditions.Set(Conditions.OverlaysUsable, true, Reasons.AsExpected, "All images are usable.");
        }
        else
        {
            conditions.Set(Conditions.OverlaysUsable, false, Reasons.OverlayUnreadable, images);
        }

        var problem = unusable.Count > 0 ? new Problem(Reasons.ProfileInvalid, images) : null;
        if (problem is null)
        {
            conditions.Set(Conditions.Ready, true, Reasons.AsExpected, "The profile is usable." + Ignored(spec));
            conditions.Remove(Conditions.Stalled);
            return;
        }

        conditions.Set(Conditions.Ready, false, problem.Reason, problem.Message);
        conditions.Set(Conditions.Stalled, true, problem.Reason, problem.Message);
    }

    private static string Ignored(AtmosphereProfileSpec spec) =>
        IgnoredProfileFields.Of(spec) is { Count: > 0 } fields
            ? $" Ignored in this version (brand words are not added to prompts): {string.Join(", ", fields.Select(f => "spec." + f))}."
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
                // Jobs wait for artifacts of other jobs; the profile is usable meanwhile.
                .Where(f => f.Problem is not null and not { Reason: Reasons.WaitingForArtifact })
                .Take(64)
                .Select(f => new UnusableImage { Field = f.Field, Message = Text.Truncate(f.Problem!.Message, 1024) }),
        ];
    }

    /// <summary>
    /// Whether an image is in a job's own store depends on the job; the best case is assumed here.
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

/// <summary>Profile fields that this version ignores.</summary>
internal static class IgnoredProfileFields
{
    /// <summary>The ignored fields that are set.</summary>
    public static IReadOnlyList<string> Of(AtmosphereProfileSpec profile) =>
        [
            .. profile.Style?.Brand?.Name is not null ? ["style.brand.name"] : Array.Empty<string>(),
            .. profile.Style?.Brand?.Style is not null ? ["style.brand.style"] : Array.Empty<string>(),
        ];
}
