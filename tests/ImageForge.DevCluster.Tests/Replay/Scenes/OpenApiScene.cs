using System.Text.Json.Nodes;

namespace ImageForge.DevCluster.Tests.Replay.Scenes;

/// <summary>Documents that are named by their hashes, of which each server has its own.</summary>
internal sealed class OpenApiScene : Scene
{
    public override async Task BeforeAsync(ReplayStage stage, Exchange exchange)
    {
        if (exchange.Index != 0)
        {
            return;
        }
        const string Group = "apis/imageforge.dev/v1alpha1";
        var own = await stage.GetAsync("/openapi/v3");
        stage.Replayer.Matcher.Learn(Hash(exchange.Response!["body"]!, Group), Hash(own, Group));
    }

    private static string Hash(JsonNode index, string document) =>
        ((string)index["paths"]![document]!["serverRelativeURL"]!).Split("hash=")[1];
}
