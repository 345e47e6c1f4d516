using ImageForge.Api.AtmosphereProfiles;
using ImageForge.Api.Common;
using ImageForge.Api.GenerationJobs;

namespace ImageForge.Planning.Resolving;

/// <summary>What a profile may ask for and this version does not carry out, unless the job overrules it.</summary>
internal static class UnsupportedProfileFields
{
    private const string Owner = " of the AtmosphereProfile";
    private const string NoSides = "zones are as wide as the picture; remove it from the profile's zones";

    public static IReadOnlyList<UnsupportedField<ProfileUse>> All { get; } =
    [
        new(
            "strategy",
            u => u.Profile.Strategy == AtmosphereStrategy.Prompt && u.Job.Compose?.Atmosphere?.Strategy is null,
            "atmosphere is not put into words yet; set compose.atmosphere.strategy of the job to Asset"
        ),
        new(
            "wordsInPrompt",
            u => u.Profile.WordsInPrompt == true && u.Job.Compose?.Atmosphere?.WordsInPrompt is null,
            "atmosphere is not put into words yet; set compose.atmosphere.wordsInPrompt of the job to false"
        ),
        new("zones.left", u => u.Profile.Zones?.Any(z => DecimalText.Parse(z.Left) != 0) == true, NoSides),
        new("zones.right", u => u.Profile.Zones?.Any(z => DecimalText.Parse(z.Right) != 1) == true, NoSides),
    ];

    public static Problem? Find(GenerationJobSpec job, AtmosphereProfileSpec? profile) =>
        profile is null ? null : All.FirstOrDefault(field => field.Asked(new ProfileUse(job, profile)))?.Refusal(Owner);

    /// <summary>What a profile asks for in vain as long as the jobs that use it do not overrule it.</summary>
    public static Problem? Find(AtmosphereProfileSpec profile) => Find(new GenerationJobSpec(), profile);

    /// <summary>What a profile holds for words only, which without them is kept and has no effect.</summary>
    public static IReadOnlyList<string> Inert(AtmosphereProfileSpec profile) =>
        [
            .. profile.Phrases is { Count: > 0 } ? ["phrases"] : Array.Empty<string>(),
            .. profile.MoodWords is { Count: > 0 } ? ["moodWords"] : Array.Empty<string>(),
            .. profile.Style?.Brand?.Name is not null ? ["style.brand.name"] : Array.Empty<string>(),
            .. profile.Style?.Brand?.Style is not null ? ["style.brand.style"] : Array.Empty<string>(),
        ];
}
