using System.Globalization;
using ImageForge.Inference.Errors;
using ImageForge.Inference.Onnx;
using ImageForge.Inference.Pipelines.Configs;

namespace ImageForge.Inference.Pipelines;

/// <summary>A CLIP text model: turns token ids into embeddings.</summary>
internal sealed class TextEncoder : IDisposable
{
    private const string HiddenStates = "hidden_states.";

    private readonly OnnxRuntime _runtime;
    private readonly OnnxSession _session;
    private readonly TensorInfo _ids;
    private readonly TensorInfo _hidden;
    private readonly TensorInfo? _pooled;
    private readonly TextEncoderConfig _config;

    private TextEncoder(OnnxRuntime runtime, OnnxSession session, TextEncoderConfig config, bool penultimate)
    {
        (_runtime, _session, _config) = (runtime, session, config);
        _ids = session.Inputs.FirstOrDefault(i => i.Name == "input_ids") ?? session.Inputs[0];
        _hidden = penultimate ? Penultimate() : Output("last_hidden_state") ?? session.Outputs[0];
        _pooled = Output("text_embeds") ?? Output("pooler_output");
    }

    /// <summary>Tokens of one pass.</summary>
    public int Window => _config.MaxPositionEmbeddings;

    /// <summary>Opens a component of a model folder; where penultimate, the last layer but one counts, as in XL.</summary>
    public static TextEncoder Open(
        OnnxRuntime runtime,
        ModelFolder folder,
        string component,
        bool penultimate,
        SessionSettings settings,
        CancellationToken cancellationToken
    )
    {
        var config = folder.TextEncoderConfig(component);
        var session = OnnxSession.Open(runtime, folder.Network(component), settings, cancellationToken);
        try
        {
            return new TextEncoder(runtime, session, config, penultimate);
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    /// <summary>Encodes one or more windows of ids; what they give stands in a row, and the first speaks for the whole.</summary>
    public TextEmbedding Encode(ReadOnlySpan<int> tokens, CancellationToken cancellationToken)
    {
        var windows = tokens.Length / Window;
        var width = Width(_hidden, _config.HiddenSize);
        using var input = Ids(tokens, windows);
        using var states = Tensor.Create(_runtime, _hidden.ElementType, windows, Window, width);
        using var whole = _pooled is null
            ? null
            : Tensor.Create(_runtime, _pooled.ElementType, windows, Width(_pooled, _config.HiddenSize));
        NamedTensor[] outputs = whole is null
            ? [new(_hidden.Name, states)]
            : [new(_hidden.Name, states), new(_pooled!.Name, whole)];
        _session.Run([new(_ids.Name, input)], outputs, cancellationToken);

        var vectors = new float[states.Count];
        states.Read(vectors);
        float[]? summary = whole is null ? null : new float[whole.Shape[^1]];
        whole?.Read(summary);
        return new(vectors, windows * Window, summary);
    }

    /// <inheritdoc/>
    public void Dispose() => _session.Dispose();

    private Tensor Ids(ReadOnlySpan<int> tokens, int windows)
    {
        var tensor = Tensor.Create(_runtime, _ids.ElementType, windows, Window);
        switch (_ids.ElementType)
        {
            case ElementType.Int32:
                tokens.CopyTo(tensor.Data<int>());
                return tensor;
            case ElementType.Int64:
                var data = tensor.Data<long>();
                for (var i = 0; i < tokens.Length; i++)
                {
                    data[i] = tokens[i];
                }

                return tensor;
            default:
                tensor.Dispose();
                throw new ModelInvalidException(
                    $"Model '{_session.Path}': input '{_ids.Name}' is {_ids.Description}; ids are 32 or 64 bit integers."
                );
        }
    }

    private TensorInfo Penultimate()
    {
        var states = _session
            .Outputs.Where(o => o.Name.StartsWith(HiddenStates, StringComparison.Ordinal))
            .OrderBy(o => int.Parse(o.Name[HiddenStates.Length..], CultureInfo.InvariantCulture))
            .ToArray();
        return states.Length >= 2
            ? states[^2]
            : throw new ModelInvalidException(
                $"Model '{_session.Path}' has no outputs {HiddenStates}0 and so on, of which the last but one is needed; it has {string.Join(", ", _session.Outputs.Select(o => o.Name))}."
            );
    }

    private TensorInfo? Output(string name) => _session.Outputs.FirstOrDefault(o => o.Name == name);

    private int Width(TensorInfo info, int? otherwise) =>
        info.Shape is [.., > 0 and var width]
            ? (int)width
            : otherwise
                ?? throw new ModelInvalidException(
                    $"Model '{_session.Path}': neither output '{info.Name}' ({info.Description}) nor config.json says how wide it is."
                );
}
