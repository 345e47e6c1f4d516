using ImageForge.Api;
using ImageForge.Api.AtmosphereProfiles;
using ImageForge.Api.Common;
using ImageForge.Api.GenerationJobs;
using ImageForge.Contracts.Plans;
using ImageForge.Planning.Profiles;

namespace ImageForge.Planning.Resolving;

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
            TimeOfDay = compose.TimeOfDay?.ToString(),
            Genre = compose.Genre?.ToString(),
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
            Camera = CameraMerger.Merge(spec.Polish?.Camera, profile?.Camera),
            Style = StyleMerger.Merge(spec.Style, profile?.Style),
        };
        return _problems is [var first, ..] ? (null, first) : (plan, null);
    }

    private BackgroundPlan Background(BackgroundSpec? background) =>
        new()
        {
            Image = background?.Image is { } image ? Image(image, "spec.compose.background.image") : null,
            Fit = background is { Image: not null, Fit: not FitMode.Cover } ? background.Fit.ToString() : null,
            Colors = background?.Color is { } color ? [color] : [],
            Gradient = new LayerResolver(images, _problems).Gradient(
                background?.Gradient,
                "spec.compose.background.gradient"
            ),
        };

    private ZonesPlan Zones(IReadOnlyList<ZoneSpec>? zones)
    {
        var plan = new ZonesPlan();
        var named = new SortedDictionary<string, ZonePlan>(StringComparer.Ordinal);
        // The job's own come last, so that they win.
        foreach (var zone in (profile?.Zones ?? []).Concat(zones ?? []))
        {
            var bounds = Bounds(zone);
            switch (ZoneNames.Canonical(zone.Name))
            {
                case ZoneNames.Sky:
                    plan = plan with { Sky = bounds };
                    break;
                case ZoneNames.City:
                    plan = plan with { City = bounds };
                    break;
                case ZoneNames.Street:
                    plan = plan with { Street = bounds };
                    break;
                default:
                    named[zone.Name] = bounds;
                    break;
            }
        }

        return named.Count == 0 ? plan : plan with { Named = named };
    }

    private static ZonePlan Bounds(ZoneSpec zone)
    {
        return new ZonePlan(zone.Top, zone.Bottom)
        {
            Left = zone.Left == 0 ? null : zone.Left,
            Right = zone.Right == 1 ? null : zone.Right,
        };
    }

    private SignalPlan Signal(ComposeSpec compose, SignalSpec signal)
    {
        var score = signal.Score;
        return new SignalPlan
        {
            Category = signal.Category,
            Tag = signal.Tag,
            Score = score,
            Zone = Zone(compose, signal),
            Image =
                Asset(compose.Assets, signal, score, "spec.compose.assets")
                ?? Asset(profile?.Assets, signal, score, "assets of the AtmosphereProfile"),
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
            return ZoneNames.DefaultFor(category, signal.Tag);
        }

        if (ZoneNames.Canonical(name!) is { } zone)
        {
            return zone;
        }

        var own = (compose.Zones ?? []).Concat(profile?.Zones ?? []).Select(z => z.Name).ToList();
        if (own.Contains(name!))
        {
            return name!;
        }

        _problems.Add(
            new(
                Reasons.InvalidSpec,
                $"spec.compose.categoryZones: {category} refers to unknown zone '{name}'; known zones: {string.Join(", ", own.Prepend("street").Prepend("city").Prepend("sky").Distinct())}."
            )
        );
        return ZoneNames.City;
    }

    private ImageRef? Asset(IReadOnlyList<AssetSpec>? assets, SignalSpec signal, double score, string field)
    {
        var sign = score < 0 ? ScoreSign.Negative : ScoreSign.Positive;
        var found = (assets ?? [])
            .Where(a =>
                a.Category == signal.Category
                && (a.Tag == signal.Tag || a.Tag == "any")
                && (a.Sign == ScoreSign.Any || a.Sign == sign)
            )
            .OrderBy(a => a.Tag == "any")
            .ThenBy(a => a.Sign == ScoreSign.Any)
            .FirstOrDefault();
        return found is null ? null : Image(found.Image, $"{field}[{found.Category}/{found.Tag}].image");
    }

    private OverlayPlan? Overlay(AtmosphereSpec atmosphere, SignalSpec signal)
    {
        var scale = atmosphere.Intensity ?? profile?.Intensity ?? 1;
        var intensity = Math.Min(Math.Abs(signal.Score) * scale, 1);
        var own =
            Find(atmosphere.Overlays, "spec.compose.atmosphere.overlays")
            ?? Find(profile?.Overlays, "overlays of the AtmosphereProfile");
        if (intensity == 0 || (own is null && !BuiltInOverlays.Contains(signal.Tag)))
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

    private ImageRef? Image(ImageSource source, string field)
    {
        var (image, problem) = images.Resolve(source, field);
        if (problem is not null)
        {
            _problems.Add(problem);
        }

        return image;
    }
}
