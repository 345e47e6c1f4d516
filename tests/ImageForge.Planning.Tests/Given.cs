using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using ImageForge.Api;
using ImageForge.Api.AtmosphereProfiles;
using ImageForge.Api.GenerationJobs;
using ImageForge.Api.Storyboards;
using ImageForge.Planning.Pods;
using k8s.Models;

namespace ImageForge.Planning.Tests;

/// <summary>Objects as the API server would hand them out.</summary>
internal static class Given
{
    public const string Uid = "5a1c2d3e-0000-4000-8000-000000000001";

    public static GenerationJob Job(string spec) => Job(JsonNode.Parse(spec)!);

    public static GenerationJob Job(JsonNode spec) =>
        Object(GenerationJob.KindName, "night-market", spec).Deserialize(ApiJson.Of<GenerationJob>())!;

    public static AtmosphereProfile Profile(string spec) =>
        Object(AtmosphereProfile.KindName, "monsoon", JsonNode.Parse(spec)!)
            .Deserialize(ApiJson.Of<AtmosphereProfile>())!;

    public static Storyboard Storyboard(string spec) =>
        Object(Api.Storyboards.Storyboard.KindName, "chase", JsonNode.Parse(spec)!)
            .Deserialize(ApiJson.Of<Storyboard>())!;

    /// <summary>A child as the operator's caches hold it.</summary>
    public static V1Job Cached(V1Job job) => Read(job, CachedFields.OfJob);

    /// <inheritdoc cref="Cached(V1Job)"/>
    public static V1Pod Cached(V1Pod pod) => Read(pod, CachedFields.OfPod);

    /// <inheritdoc cref="Cached(V1Job)"/>
    public static V1ConfigMap Cached(V1ConfigMap map) => Read(map, CachedFields.OfConfigMap);

    private static T Read<T>(T value, JsonTypeInfo<T> reads) =>
        JsonSerializer.Deserialize(JsonSerializer.SerializeToUtf8Bytes(value, CoreJson.Of<T>()), reads)!;

    private static JsonObject Object(string kind, string name, JsonNode spec) =>
        new()
        {
            ["apiVersion"] = ApiGroup.ApiVersion,
            ["kind"] = kind,
            ["metadata"] = new JsonObject
            {
                ["name"] = name,
                ["namespace"] = "studio",
                ["uid"] = Uid,
                ["generation"] = 1,
                ["creationTimestamp"] = "2026-05-01T11:59:58Z",
            },
            ["spec"] = spec.DeepClone(),
        };
}
