using ImageForge.Benchmarks.Measuring;
using ImageForge.Inference.Networks;
using ImageForge.Inference.Onnx;
using ImageForge.Inference.Pipelines;
using ImageForge.Testing.Data;

namespace ImageForge.Benchmarks.Subjects;

/// <summary>A trained style network on the processor, against its session's bare call; nothing where none is named.</summary>
internal static class StyleNetwork
{
    private const int Side = 720;
    private const int Rounds = 9;

    private static readonly SessionSettings Settings = new() { Provider = ExecutionProvider.Cpu };

    public static Task<IReadOnlyList<Measurement>> MeasureAsync()
    {
        if (StyleNetworkFile.Path is not { } file)
        {
            Console.Error.WriteLine($"style-network: not measured: {StyleNetworkFile.Missing}");
            return Task.FromResult<IReadOnlyList<Measurement>>([]);
        }

        using var runtime = OnnxRuntime.Open();
        using var network = ImageNetwork.Open(
            runtime,
            file,
            new() { Range = NetworkRange.Byte, Channels = NetworkChannels.Bgr },
            Settings
        );
        using var session = OnnxSession.Open(runtime, file, Settings);
        using var input = Tensor.Create(runtime, ElementType.Float32, 1, 3, Side, Side);
        using var output = Tensor.Create(runtime, ElementType.Float32, 1, 3, Side, Side);
        var picture = new PlanarImage(Side, Side);
        var random = new Random(1);
        for (var i = 0; i < picture.Values.Length; i++)
        {
            picture.Values[i] = random.NextSingle();
        }

        var (ours, bare) = (new List<double>(), new List<double>());
        for (var round = 0; round < Rounds; round++)
        {
            // In turn, so that a busy moment of the machine meets both.
            ours.AddRange(Stopclock.Once(() => network.Run(picture)));
            bare.AddRange(
                Stopclock.Once(() =>
                    session.Run([new(session.Inputs[0].Name, input)], [new(session.Outputs[0].Name, output)])
                )
            );
        }

        var all = new Measurement("style network at 720x720", Unit.Milliseconds, ours, double.PositiveInfinity);
        var theirs = new Measurement(
            "style network at 720x720, the bare call",
            Unit.Milliseconds,
            bare,
            double.PositiveInfinity
        );
        return Task.FromResult<IReadOnlyList<Measurement>>([
            all,
            theirs,
            new("style network at 720x720, of the bare call", Unit.Ratio, [all.Median / theirs.Median], 1.05),
        ]);
    }
}
