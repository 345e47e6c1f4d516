using ImageForge.Inference.Errors;
using ImageForge.Inference.Onnx;
using ImageForge.Inference.Tests.Models;
using Xunit;

namespace ImageForge.Inference.Tests.Onnx;

public sealed class SessionSettingsTests(Runtime runtime) : IClassFixture<Runtime>
{
    public static TheoryData<SessionSettings> Settings =>
        [
            Runtime.OnProcessor with
            {
                IntraOpThreads = 1,
            },
            Runtime.OnProcessor with
            {
                MemoryArena = false,
            },
            Runtime.OnProcessor with
            {
                MemoryPattern = false,
            },
            Runtime.OnProcessor with
            {
                Optimization = GraphOptimization.None,
            },
            Runtime.OnProcessor with
            {
                Optimization = GraphOptimization.Basic,
            },
            Runtime.OnProcessor with
            {
                Optimization = GraphOptimization.Extended,
            },
            Runtime.OnProcessor with
            {
                Configuration = new Dictionary<string, string> { ["session.set_denormal_as_zero"] = "1" },
            },
        ];

    [Theory]
    [MemberData(nameof(Settings), DisableDiscoveryEnumeration = true)]
    public void A_model_runs_the_same_however_it_is_set(SessionSettings settings)
    {
        string path = runtime.Write("set.onnx", TestModels.Square());
        using OnnxSession session = OnnxSession.Open(
            runtime.Library,
            path,
            settings,
            TestContext.Current.CancellationToken
        );
        using Tensor x = Tensor.From<float>(runtime.Library, [1, 2, 3, 4], 1, 4);
        using Tensor y = Tensor.Create(runtime.Library, ElementType.Float32, 1, 4);
        session.Run([new("x", x)], [new("y", y)], TestContext.Current.CancellationToken);
        Assert.Equal([1, 4, 9, 16], y.Data<float>().ToArray());
    }

    [Fact]
    public void A_setting_that_the_library_refuses_is_told()
    {
        string path = runtime.Write("refused.onnx", TestModels.Square());
        var settings = Runtime.OnProcessor with
        {
            Configuration = new Dictionary<string, string> { [new string('k', 2000)] = "1" },
        };
        ProviderFailedException e = Assert.Throws<ProviderFailedException>(() =>
            OnnxSession.Open(runtime.Library, path, settings, TestContext.Current.CancellationToken)
        );
        Assert.Contains("key", e.Message, StringComparison.OrdinalIgnoreCase);
    }
}
