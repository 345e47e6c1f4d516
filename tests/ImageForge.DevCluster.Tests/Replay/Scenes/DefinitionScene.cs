using ImageForge.DevCluster.Resources;
using ImageForge.DevCluster.Storage;

namespace ImageForge.DevCluster.Tests.Replay.Scenes;

/// <summary>A definition that goes away.</summary>
internal sealed class DefinitionScene : Scene
{
    public override async Task BeforeAsync(ReplayStage stage, Exchange exchange)
    {
        var definition = new ObjectKey(BuiltinResources.CustomResourceDefinitions, null, "tests.gold0.example.com");
        if (exchange.Index == 4)
        {
            await stage.UntilAsync(definition, o => o is null);
        }
    }
}
