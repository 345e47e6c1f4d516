using System.Text;
using System.Text.Json;
using ImageForge.Api;
using ImageForge.Api.AtmosphereProfiles;
using ImageForge.Api.Common;
using ImageForge.Api.GenerationJobs;
using ImageForge.Contracts;
using ImageForge.Contracts.Plans;

namespace ImageForge.Planning.Resolving;

/// <summary>Builds the effective prompt: the user's own plus atmosphere words, if enabled.</summary>
internal static class PromptResolver
{
    /// <summary>The effective prompt, or null if empty.</summary>
    public static PromptPlan? Resolve(
        GenerationJobSpec spec,
        AtmosphereProfileSpec? profile,
        AtmosphereStrategy otherwise
    )
    {
        var atmosphere = spec.Compose?.Atmosphere;
        var isWanted = atmosphere is not null && AtmosphereWords.AreWanted(atmosphere, profile, otherwise);
        var descriptions = isWanted ? AtmosphereWords.Descriptions(spec.Compose!.Signals, profile) : [];
        var mood = isWanted ? AtmosphereWords.MoodWords(atmosphere!, spec.Compose!.Signals, profile) : [];
        var prompt = spec.Prompt;
        var text = prompt?.Structured is { } structured
            ? Json(With(structured, descriptions, mood))
            : Joined([.. prompt?.Text is { } words ? [words] : Array.Empty<string>(), .. descriptions, .. mood]);
        return text is null && prompt?.Negative is null
            ? null
            : new PromptPlan { Text = text ?? "", Negative = prompt?.Negative };
    }

    // A FIBO document has places of its own for what is behind and for the mood.
    private static StructuredPrompt With(
        StructuredPrompt prompt,
        IReadOnlyList<string> descriptions,
        IReadOnlyList<string> mood
    ) =>
        descriptions.Count + mood.Count == 0
            ? prompt
            : prompt with
            {
                BackgroundSetting = Joined([prompt.BackgroundSetting, .. descriptions]),
                Aesthetics = (prompt.Aesthetics ?? new PromptAesthetics()) with
                {
                    MoodAtmosphere = Joined([prompt.Aesthetics?.MoodAtmosphere, .. mood]),
                },
            };

    private static string? Joined(IReadOnlyList<string?> parts)
    {
        var given = parts.OfType<string>().Where(p => p.Length > 0).ToList();
        return given.Count == 0 ? null : string.Join(", ", given);
    }

    private static string Json(StructuredPrompt prompt) =>
        Encoding.UTF8.GetString(
            CanonicalJson.Write(JsonSerializer.SerializeToNode(prompt, ApiJson.Of<StructuredPrompt>()))
        );
}
