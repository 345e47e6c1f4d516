using System.Text.Json;
using System.Text.Json.Serialization;

namespace ImageForge.Sbom;

/// <summary>components.json: the licences of what the images hold beside packages of the distribution.</summary>
/// <param name="Nuget">By name of a NuGet package.</param>
/// <param name="Files">Native libraries, typefaces and tables; of two with the same files the first whose marker exists counts.</param>
/// <param name="Vips">Of the libraries inside libvips.so.42, by their name in libvips.versions.json.</param>
internal sealed record Licences(
    IReadOnlyDictionary<string, Licence> Nuget,
    IReadOnlyList<FileLicence> Files,
    IReadOnlyDictionary<string, string> Vips
)
{
    public static Licences Embedded { get; } = Load();

    private static Licences Load()
    {
        using var stream = typeof(Licences).Assembly.GetManifestResourceStream("components.json")!;
        return JsonSerializer.Deserialize(stream, LicencesJson.Default.Licences)!;
    }
}

/// <summary>An SPDX licence expression, and whose the work is.</summary>
internal sealed record Licence([property: JsonPropertyName("licence")] string Expression, string Copyright);

/// <summary>
/// What is no NuGet package of the program. It is known by the file Marker below /app, where Files is the pattern of all its files,
/// empty where it lies inside another's. It has the version of the package VersionOf, or its own.
/// </summary>
internal sealed record FileLicence(
    string Marker,
    string Files,
    string Name,
    string Purl,
    string? Version,
    string? VersionOf,
    string Licence,
    string Copyright,
    string Comment
);

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(Licences))]
internal sealed partial class LicencesJson : JsonSerializerContext;
