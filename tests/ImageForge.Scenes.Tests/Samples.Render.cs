using Xunit;

namespace ImageForge.Scenes.Tests;

internal static partial class Samples
{
    /// <summary>Renders a scene until the test is cancelled.</summary>
    public static Composition Render(Scene scene, int threads = 1) =>
        new Compositor(threads).Render(scene, cancellation: TestContext.Current.CancellationToken);
}
