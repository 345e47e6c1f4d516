using ImageForge.Api.AtmosphereProfiles;

namespace ImageForge.Planning.Profiles;

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
