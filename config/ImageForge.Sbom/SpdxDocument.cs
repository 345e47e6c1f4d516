using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;

namespace ImageForge.Sbom;

/// <summary>The document of https://spdx.github.io/spdx-spec/v2.3, as far as it is used here.</summary>
internal sealed partial record SpdxDocument(
    string SpdxVersion,
    string DataLicense,
    [property: JsonPropertyName("SPDXID")] string Id,
    string Name,
    string DocumentNamespace,
    SpdxCreation CreationInfo,
    IReadOnlyList<SpdxPackage> Packages,
    IReadOnlyList<SpdxRelationship> Relationships
)
{
    private const string Unknown = "NOASSERTION";
    private const string Document = "SPDXRef-DOCUMENT";
    private const string Image = "SPDXRef-Image";

    /// <summary>
    /// The document as JSON. The same components give the same text: its namespace follows from them, and the commit's time is in
    /// place of the time of writing.
    /// </summary>
    public static string Write(string name, string version, DateTimeOffset created, IEnumerable<Component> components)
    {
        var sorted = components.OrderBy(c => c.Purl, StringComparer.Ordinal).ToList();
        var digest = SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', sorted)));
        var image = new SpdxPackage(Image, name, version, Unknown, "Apache-2.0", "Organization: ImageForge", Unknown)
        {
            PrimaryPackagePurpose = "CONTAINER",
        };
        var document = new SpdxDocument(
            "SPDX-2.3",
            "CC0-1.0",
            Document,
            $"{name}:{version}",
            $"https://imageforge.dev/spdx/{name}-{version}-{Convert.ToHexStringLower(digest)}",
            new(
                created.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
                ["Tool: imageforge-sbom"]
            ),
            [image, .. sorted.Select(Package)],
            [
                new(Document, "DESCRIBES", Image),
                .. sorted.Select(c => new SpdxRelationship(
                    c.Inside is null ? Image : IdOf(c.Inside),
                    "CONTAINS",
                    IdOf(c.Purl)
                )),
            ]
        );
        return JsonSerializer.Serialize(document, SpdxJson.Default.SpdxDocument);
    }

    private static SpdxPackage Package(Component component) =>
        new(
            IdOf(component.Purl),
            component.Name,
            component.Version,
            Unknown,
            component.Licence ?? Unknown,
            Unknown,
            component.Copyright ?? Unknown
        )
        {
            LicenseComments = component.Comment,
            ExternalRefs = [new("PACKAGE-MANAGER", "purl", component.Purl)],
            Checksums = component.Sha512 is { } sha512 ? [new("SHA512", sha512)] : null,
        };

    private static string IdOf(string purl) => "SPDXRef-" + NotOfIds().Replace(purl["pkg:".Length..], "-");

    [GeneratedRegex("[^A-Za-z0-9.]+")]
    private static partial Regex NotOfIds();
}

internal sealed record SpdxCreation(string Created, IReadOnlyList<string> Creators);

internal sealed record SpdxPackage(
    [property: JsonPropertyName("SPDXID")] string Id,
    string Name,
    string VersionInfo,
    string DownloadLocation,
    string LicenseDeclared,
    string Supplier,
    string CopyrightText
)
{
    /// <summary>Files are not listed, only what they belong to.</summary>
    public bool FilesAnalyzed { get; init; }

    public string LicenseConcluded { get; init; } = "NOASSERTION";

    public string? PrimaryPackagePurpose { get; init; }

    public string? LicenseComments { get; init; }

    public IReadOnlyList<SpdxReference>? ExternalRefs { get; init; }

    public IReadOnlyList<SpdxChecksum>? Checksums { get; init; }
}

internal sealed record SpdxReference(string ReferenceCategory, string ReferenceType, string ReferenceLocator);

internal sealed record SpdxChecksum(string Algorithm, string ChecksumValue);

internal sealed record SpdxRelationship(string SpdxElementId, string RelationshipType, string RelatedSpdxElement);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    WriteIndented = true
)]
[JsonSerializable(typeof(SpdxDocument))]
internal sealed partial class SpdxJson : JsonSerializerContext;
