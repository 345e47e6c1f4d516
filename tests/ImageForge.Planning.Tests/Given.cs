using System.Text.Json;
using System.Text.Json.Nodes;
using ImageForge.Api;
using ImageForge.Api.AtmosphereProfiles;
using ImageForge.Api.GenerationJobs;
using ImageForge.Api.Storyboards;

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
