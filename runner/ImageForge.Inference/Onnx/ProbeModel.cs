using ImageForge.Inference.Errors;
using Microsoft.ML.OnnxRuntime;

namespace ImageForge.Inference.Onnx;

/// <summary>A model of one node, y = x · x over four numbers, and a run of it by a provider that has to do it alone.</summary>
internal static class ProbeModel
{
    // The entry that forbids what is otherwise done in silence: to run on the processor what a provider does not take.
    private const string Alone = "session.disable_cpu_ep_fallback";

    private static readonly byte[] Model = Convert.FromHexString(
        // The format's version, and the graph.
        "08083A35"
            // Its node: inputs x and x, output y, operator Mul.
            + "0A0E0A01780A017812017922034D756C"
            // Its name, p.
            + "120170"
            // Its input x and its output y, float[4] each.
            + "5A0F0A0178120A0A08080112040A020804"
            + "620F0A0179120A0A08080112040A020804"
            // The operators' version, 13.
            + "4202100D"
    );

    /// <summary>The model as a file would have it.</summary>
    internal static ReadOnlySpan<byte> Bytes => Model;

    /// <summary>Runs it.</summary>
    /// <returns>Why it did not run, or null if it did.</returns>
    public static string? Run(OnnxRuntime runtime, ExecutionProvider provider)
    {
        try
        {
            using SessionOptions options = SessionOpening.CreateOptions(new SessionSettings(), $"probe of {provider}");
            if (provider != ExecutionProvider.Cpu)
            {
                options.AddSessionConfigEntry(Alone, "1");
            }

            using Lock.Scope gate = DeviceGate.Enter(provider);
            OrtLog.TakeDeviceError();
            SessionOpening.Append(options, provider, new SessionSettings().ProviderOptions);
            using var session = new InferenceSession(Model, options);
            return Run(runtime, session);
        }
        catch (ProviderFailedException e)
        {
            return e.Message;
        }
        catch (Exception e) when (OrtFailure.Of(e) is { } failure)
        {
            return failure.Text;
        }
    }

    private static string? Run(OnnxRuntime runtime, InferenceSession session)
    {
        using Tensor input = Tensor.From<float>(runtime, [1, 2, 3, 4], 4);
        using Tensor output = Tensor.Create(runtime, ElementType.Float32, 4);
        using var options = new RunOptions();
        session.Run(options, ["x"], [input.Memory.Value.Value], ["y"], [output.Memory.Value.Value]);
        return OrtLog.TakeDeviceError()
            ?? (
                output.Data<float>() is [1, 4, 9, 16]
                    ? null
                    : $"the squares of 1, 2, 3 and 4 came out as {string.Join(", ", output.Data<float>().ToArray())}"
            );
    }
}
