using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using ImageForge.Api;
using ImageForge.Api.AtmosphereProfiles;
using ImageForge.Api.GenerationJobs;
using ImageForge.Api.Storyboards;
using ImageForge.Kube;
using Microsoft.Extensions.Logging;

namespace ImageForge.Operator.Hosting;

/// <summary>
/// Checks at start that the installed CRDs have every field that this operator knows: an older CRD drops what it does
/// not know, from a status too, without an error. Reads the OpenAPI document, which needs no permission that Kubernetes
/// does not give to everybody.
/// </summary>
internal sealed class DefinitionCheck(KubeClient client, TimeProvider time, ILogger logger)
{
    /// <summary>Between checks while there is something to mend.</summary>
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    private volatile IReadOnlyList<string> _problems = [];

    /// <summary>The CRDs that are older than this operator, with a field that they lack.</summary>
    public IReadOnlyList<string> Problems => _problems;

    /// <summary>Checks until the CRDs are as new as this operator.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        while (!await CheckAsync(cancellation))
        {
            await Task.Delay(Interval, time, cancellation);
        }
    }

    /// <summary>What a document lacks, one text for each CRD.</summary>
    internal static IReadOnlyList<string> Compare(JsonElement document)
    {
        var schemas = document.GetProperty("components").GetProperty("schemas");
        return
        [
            .. Compare<GenerationJob>(schemas, ApiResources.GenerationJobs),
            .. Compare<Storyboard>(schemas, ApiResources.Storyboards),
            .. Compare<AtmosphereProfile>(schemas, ApiResources.AtmosphereProfiles),
        ];
    }

    private async Task<bool> CheckAsync(CancellationToken cancellation)
    {
        try
        {
            using var document = await client.OpenApiAsync(ApiGroup.Name, ApiGroup.Version, cancellation);
            // A CRD that is missing is reported by its cache.
            Note(document is null ? [] : Compare(document.RootElement));
            return document is not null && _problems.Count == 0;
        }
        catch (KubeException e) when (!e.IsTransient)
        {
            Log.DefinitionsUnknown(logger, e.Message);
            return true;
        }
        catch (Exception e) when (e is KubeException or KubeTransportException)
        {
            // The API server is unavailable, as readiness says.
            return false;
        }
    }

    private void Note(IReadOnlyList<string> problems)
    {
        foreach (var problem in problems.Except(_problems))
        {
            Log.OldDefinition(logger, problem);
        }

        _problems = problems;
    }

    private static IEnumerable<string> Compare<T>(JsonElement schemas, ResourceType<T> type)
        where T : k8s.IKubernetesObject<k8s.Models.V1ObjectMeta>
    {
        var schema = schemas.EnumerateObject().FirstOrDefault(s => IsOf(s.Value, type.Kind)).Value;
        if (schema.ValueKind != JsonValueKind.Object)
        {
            return [];
        }

        var missing = Missing(type.Json, schema, "").Order(StringComparer.Ordinal).ToList();
        return missing.Count == 0
            ? []
            :
            [
                $"CRD {type.Plural}.{type.Group} is older than this operator: it has no field {missing[0]}"
                    + $"{(missing.Count == 1 ? "" : $" and lacks {missing.Count - 1} more")}; apply the CRDs of version {OperatorVersion.Current}.",
            ];
    }

    private static bool IsOf(JsonElement schema, string kind) =>
        schema.TryGetProperty("x-kubernetes-group-version-kind", out var kinds)
        && kinds
            .EnumerateArray()
            .Any(k =>
                k.GetProperty("kind").GetString() == kind && k.GetProperty("version").GetString() == ApiGroup.Version
            );

    /// <summary>The paths of fields that the records have and a schema does not.</summary>
    private static IEnumerable<string> Missing(JsonTypeInfo type, JsonElement schema, string path)
    {
        switch (type.Kind)
        {
            case JsonTypeInfoKind.Enumerable when schema.TryGetProperty("items", out var items):
                return Missing(ApiJson.Of(type.ElementType!), items, path);
            case JsonTypeInfoKind.Dictionary when schema.TryGetProperty("additionalProperties", out var values):
                return Missing(ApiJson.Of(type.ElementType!), values, path);
            // Kubernetes' own types have fields that the CRDs leave out.
            case JsonTypeInfoKind.Object
                when type.Type.Namespace!.StartsWith("ImageForge", StringComparison.Ordinal)
                    && schema.TryGetProperty("properties", out var properties):
                return type.Properties.SelectMany(property =>
                {
                    var below = path.Length == 0 ? property.Name : $"{path}.{property.Name}";
                    return properties.TryGetProperty(property.Name, out var field)
                        ? Missing(ApiJson.Of(property.PropertyType), field, below)
                        : [below];
                });
            default:
                return [];
        }
    }
}
