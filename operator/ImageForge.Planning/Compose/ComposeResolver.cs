using ImageForge.Api;
using ImageForge.Api.AtmosphereProfiles;
using ImageForge.Api.Common;
using ImageForge.Api.GenerationJobs;
using ImageForge.Contracts.Plans;
using ImageForge.Planning.Resolving;

namespace ImageForge.Planning.Compose;

/// <summary>Merges the composition of a job with its profile; the job takes precedence.</summary>
internal sealed class ComposeResolver(
    GenerationJobSpec spec,
    AtmosphereProfileSpec? profile,
    ImageResolver images,
    AtmosphereStrategy strategy
)
{
    private readonly List<Problem> _problems = [];

    public (ComposePlan? Plan, Problem? Problem) Resolve()
    {
        var compose = spec.Compose ?? new ComposeSpec();
        var plan = new ComposePlan
        {
            TimeOfDay = compose.TimeOfDay,
            Genre = compose.Genre,
            Background = Background(compose.Background),
            Zones = Zones(compose.Zones),
            Signals = [.. (compose.Signals ?? []).Select(s => Signal(compose, s))],
            // With strategy Prompt there are no overlays.
            Overlays =
                compose.Atmosphere is { } atmosphere
                && AtmosphereWords.Strategy(atmosphere, profile, strategy) == AtmosphereStrategy.Asset
                    ? [.. (compose.Signals ?? []).Select(s => Overlay(atmosphere, s)).OfType<OverlayPlan>()]
                    : [],
            Layers = new LayerResolver(images, _problems).Resolve(compose.Layers),
            Camera = Camera(spec.Polish?.Camera, profile?.Camera),
            Style = StyleMerger.Merge(spec.Style, profile?.Style),
        };
        return _problems is [var first, ..] ? (null, first) : (plan, null);
    }

    /// <summary>Settings of the job, then of the profile, then neutral ones; null where neither has any.</summary>
    private static CameraSpec? Camera(CameraSpec? first, CameraSpec? second) =>
        (first ?? second)?.Or(second ?? CameraSpec.Neutral).Or(CameraSpec.Neutral);

    private BackgroundSpec? Background(BackgroundSpec? background)
    {
        if (background is not { } given || given is { Image: null, Color: null, Gradient: null })
        {
            return null;
        }

        const string Field = "spec.compose.background";
        return given with
        {
            Image = given.Image is { } image ? Image(image, $"{Field}.image") : null,
            Gradient = new LayerResolver(images, _problems).Gradient(given.Gradient, $"{Field}.gradient"),
            // Without an image it has no effect.
            Fit = given.Image is null ? FitMode.Cover : given.Fit,
        };
    }

    private IReadOnlyList<ZoneSpec> Zones(IReadOnlyList<ZoneSpec>? zones)
    {
        // The job's own come last, so that they win.
        var all = new Dictionary<string, ZoneSpec>(StringComparer.Ordinal);
        foreach (var zone in ZoneSpec.Defaults.Concat(profile?.Zones ?? []).Concat(zones ?? []))
        {
            all[zone.Name] = zone;
        }

        return
        [
            .. ZoneSpec.Defaults.Select(z => all[z.Name]),
            .. all
                .Values.Where(z => ZoneSpec.Defaults.All(d => d.Name != z.Name))
                .OrderBy(z => z.Name, StringComparer.Ordinal),
        ];
    }

    private SignalPlan Signal(ComposeSpec compose, SignalSpec signal)
    {
        var (image, field) =
            Asset(compose.Assets, signal, "spec.compose.assets")
            ?? Asset(profile?.Assets, signal, "assets of the AtmosphereProfile")
            ?? default;
        return new SignalPlan
        {
            Category = signal.Category,
            Tag = signal.Tag,
            Score = signal.Score,
            Zone = Zone(compose, signal),
            Image = image,
            ImageField = image is null ? null : field,
        };
    }

    private string Zone(ComposeSpec compose, SignalSpec signal)
    {
        var category = signal.Category;
        if (
            compose.CategoryZones?.TryGetValue(category, out var name) != true
            && profile?.CategoryZones?.TryGetValue(category, out name) != true
        )
        {
            return ZoneSpec.DefaultFor(category, signal.Tag);
        }

        var known = ZoneSpec.Defaults.Concat(compose.Zones ?? []).Concat(profile?.Zones ?? []).Select(z => z.Name);
        if (known.Contains(name!))
        {
            return name!;
        }

        _problems.Add(
            new(
                Reasons.InvalidSpec,
                $"spec.compose.categoryZones: {category} refers to unknown zone '{name}'; known zones: {string.Join(", ", known.Distinct())}."
            )
        );
        return ZoneSpec.DefaultFor(category, signal.Tag);
    }

    private (ImageSource? Image, string Field)? Asset(IReadOnlyList<AssetSpec>? assets, SignalSpec signal, string field)
    {
        var sign = signal.Score < 0 ? ScoreSign.Negative : ScoreSign.Positive;
        var found = (assets ?? [])
            .Where(a =>
                a.Category == signal.Category
                && (a.Tag == signal.Tag || a.Tag == "any")
                && (a.Sign == ScoreSign.Any || a.Sign == sign)
            )
            .OrderBy(a => a.Tag == "any")
            .ThenBy(a => a.Sign == ScoreSign.Any)
            .FirstOrDefault();
        if (found is null)
        {
            return null;
        }

        field = $"{field}[{found.Category}/{found.Tag}].image";
        return (Image(found.Image, field), field);
    }

    private OverlayPlan? Overlay(AtmosphereSpec atmosphere, SignalSpec signal)
    {
        var scale = atmosphere.Intensity ?? profile?.Intensity ?? 1;
        var intensity = Math.Min(Math.Abs(signal.Score) * scale, 1);
        var own =
            Find(atmosphere.Overlays, "spec.compose.atmosphere.overlays")
            ?? Find(profile?.Overlays, "overlays of the AtmosphereProfile");
        if (intensity == 0 || (own is null && OverlayNames.Find(signal.Tag) is null))
        {
            return null;
        }

        return (
            own
            ?? new OverlayPlan
            {
                Category = signal.Category,
                Tag = signal.Tag,
                Intensity = 0,
            }
        ) with
        {
            Intensity = intensity,
        };

        OverlayPlan? Find(IReadOnlyList<OverlaySpec>? overlays, string field) =>
            overlays?.FirstOrDefault(o => o.Category == signal.Category && o.Tag == signal.Tag) is { } overlay
                ? Planned(overlay, $"{field}[{overlay.Category}/{overlay.Tag}]")
                : null;
    }

    private OverlayPlan Planned(OverlaySpec overlay, string field)
    {
        var (plan, problem) = OverlayResolver.Resolve(overlay, field, images);
        if (problem is not null)
        {
            _problems.Add(problem);
        }

        return plan;
    }

    private ImageSource? Image(ImageSource source, string field)
    {
        var (image, problem) = images.Resolve(source, field);
        if (problem is not null)
        {
            _problems.Add(problem);
        }

        return image;
    }
}
