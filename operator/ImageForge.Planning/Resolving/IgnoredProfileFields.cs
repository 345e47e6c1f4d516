using ImageForge.Api.AtmosphereProfiles;

namespace ImageForge.Planning.Resolving;

/// <summary>What a profile may hold that this version keeps and does not use.</summary>
internal static class IgnoredProfileFields
{
    /// <summary>The fields that have no effect.</summary>
    public static IReadOnlyList<string> Of(AtmosphereProfileSpec profile) =>
        [
            .. profile.Style?.Brand?.Name is not null ? ["style.brand.name"] : Array.Empty<string>(),
            .. profile.Style?.Brand?.Style is not null ? ["style.brand.style"] : Array.Empty<string>(),
        ];
}
