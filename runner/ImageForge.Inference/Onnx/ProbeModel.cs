using ImageForge.Inference.Errors;

namespace ImageForge.Inference.Onnx;

/// <summary>A model of one node, y = x · x over four numbers, and a run of it by a provider that has to do it alone.</summary>
internal static unsafe class ProbeModel
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
            using OrtHandle.Use environment = runtime.Environment.Open();
            using OrtHandle options = SessionOpening.CreateOptions(runtime, new SessionSettings());
            using OrtHandle.Use written = options.Open();
            if (provider != ExecutionProvider.Cpu)
            {
                runtime.Api.AddConfiguration(written.Value, Alone, "1");
            }

            runtime.Api.SetLogId(written.Value, $"probe of {provider}");
            using Lock.Scope gate = DeviceGate.Enter(provider);
            OrtLog.TakeDeviceError();
            nint session = 0;
            OrtFailure? failure =
                SessionOpening.Append(runtime.Api, written.Value, provider, new SessionSettings().ProviderOptions)
                ?? runtime.Api.CreateSession(environment.Value, Bytes, written.Value, out session);
            if (failure is { } refused)
            {
                return refused.Text;
            }

            using var handle = new OrtHandle(runtime.Api, OrtIndex.ReleaseSession, session, runtime.Environment);
            return Run(runtime, handle);
        }
        catch (ProviderFailedException e)
        {
            return e.Message;
        }
    }

    private static string? Run(OnnxRuntime runtime, OrtHandle session)
    {
        using Tensor input = Tensor.From<float>(runtime, [1, 2, 3, 4], 4);
        using Tensor output = Tensor.Create(runtime, ElementType.Float32, 4);
        using var control = new RunControl(runtime);
        using OrtHandle.Use opened = session.Open();
        using OrtHandle.Use options = control.Begin(CancellationToken.None);
        using OrtHandle.Use from = input.Value.Open();
        using OrtHandle.Use into = output.Value.Open();
        nint inputValue = from.Value;
        nint outputValue = into.Value;
        fixed (byte* inputName = "x\0"u8)
        fixed (byte* outputName = "y\0"u8)
        {
            byte* inputNames = inputName;
            byte* outputNames = outputName;
            nint status = runtime.Api.Run(
                opened.Value,
                options.Value,
                &inputNames,
                &inputValue,
                1,
                &outputNames,
                &outputValue,
                1
            );
            if (runtime.Api.Take(status) is { } failure)
            {
                return failure.Text;
            }
        }

        return OrtLog.TakeDeviceError()
            ?? (
                output.Data<float>() is [1, 4, 9, 16]
                    ? null
                    : $"the squares of 1, 2, 3 and 4 came out as {string.Join(", ", output.Data<float>().ToArray())}"
            );
    }
}
