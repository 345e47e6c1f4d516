using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using ImageForge.Api;
using ImageForge.Api.AtmosphereProfiles;
using ImageForge.Api.GenerationJobs;
using ImageForge.Api.Storyboards;
using ImageForge.Api.Yaml;
using ImageForge.Cli.Manifests;
using ImageForge.DevCluster.Admission;

namespace ImageForge.Cli.Local;

/// <summary>Objects of a set of manifests, admitted as by an API server.</summary>
internal sealed record LocalObjects(
    IReadOnlyList<GenerationJob> Jobs,
    IReadOnlyList<Storyboard> Storyboards,
    IReadOnlyList<AtmosphereProfile> Profiles
)
{
    /// <exception cref="ManifestException">Invalid manifests; the message has all errors with their positions.</exception>
    public static LocalObjects Admit(IReadOnlyList<ManifestDocument> manifests, TimeProvider time)
    {
        var now = time.GetUtcNow();
        // Reading a definition takes longer than judging a manifest: only those of the kinds that there are.
        var kinds = manifests.Select(m => m.Kind).ToHashSet(StringComparer.Ordinal);
        var admission = new CustomResourceAdmission(
            CustomResourceDefinitions
                .Yaml.Where(text => kinds.Any(kind => text.Contains($"\n    kind: {kind}\n", StringComparison.Ordinal)))
                .SelectMany(YamlReader.Read)
                .Select(d => d.Value!.AsObject())
        );
        var problems = manifests.SelectMany(m => Problems(admission, m, now)).Concat(Duplicates(manifests)).ToList();
        return problems.Count > 0
            ? throw new ManifestException(string.Join(Environment.NewLine, problems))
            : new LocalObjects(
                [.. Of(manifests, GenerationJob.KindName, ApiJson.Of<GenerationJob>())],
                [.. Of(manifests, Storyboard.KindName, ApiJson.Of<Storyboard>())],
                [.. Of(manifests, AtmosphereProfile.KindName, ApiJson.Of<AtmosphereProfile>())]
            );
    }

    public AtmosphereProfile? Profile(string? space, string? name) =>
        Profiles.FirstOrDefault(p => p.Metadata.NamespaceProperty == space && p.Metadata.Name == name);

    private static IEnumerable<string> Problems(
        CustomResourceAdmission admission,
        ManifestDocument manifest,
        DateTimeOffset now
    )
    {
        if (!admission.Knows(manifest.ApiVersion, manifest.Kind))
        {
            return
            [
                $"{manifest.Place("kind")}: unsupported kind {manifest.Kind} ({manifest.ApiVersion}); use `imageforge dev` for other kinds",
            ];
        }

        if (manifest.Name.Length == 0)
        {
            return [$"{manifest.Place("metadata")}: metadata.name is required"];
        }

        manifest.Object["metadata"]!["namespace"] ??= "default";
        return admission
            .Create(manifest.ApiVersion, manifest.Kind, manifest.Object, Uid(manifest), now)
            .Select(problem => $"{manifest.Place(problem.Field)}: {problem.Message}");
    }

    private static IEnumerable<string> Duplicates(IReadOnlyList<ManifestDocument> manifests) =>
        manifests
            .GroupBy(Identity, StringComparer.Ordinal)
            .SelectMany(same => same.Skip(1))
            .Select(m => $"{m.Place("metadata.name")}: duplicate {m.Kind} {m.Name}");

    private static IEnumerable<T> Of<T>(IReadOnlyList<ManifestDocument> manifests, string kind, JsonTypeInfo<T> type) =>
        manifests.Where(m => m.Kind == kind).Select(m => m.Object.Deserialize(type)!);

    /// <summary>Deterministic, so that an interrupted run is resumed.</summary>
    private static string Uid(ManifestDocument manifest) =>
        new Guid(SHA256.HashData(Encoding.UTF8.GetBytes(Identity(manifest))).AsSpan(0, 16)).ToString();

    private static string Identity(ManifestDocument manifest) =>
        $"{manifest.Kind}/{manifest.Object["metadata"]?["namespace"]}/{manifest.Name}";
}
