using ImageForge.Inference.Onnx;
using ImageForge.Inference.Tokenizing;

namespace ImageForge.Inference.Pipelines;

/// <summary>Turns prompts into what a model is told: through each of its tokenizers and text encoders.</summary>
internal sealed class PromptReader : IDisposable
{
    // The defaults of diffusers for the refiner of XL.
    private const float GoodAesthetics = 6;
    private const float BadAesthetics = 2.5f;

    private readonly ModelFolder _folder;
    private readonly List<(ClipTokenizer Tokenizer, TextEncoder Encoder)> _readers = [];

    private PromptReader(ModelFolder folder) => _folder = folder;

    /// <summary>Loads them.</summary>
    public static PromptReader Open(
        OnnxRuntime runtime,
        ModelFolder folder,
        SessionSettings settings,
        IProgress<string>? loading,
        CancellationToken cancellationToken
    )
    {
        var reader = new PromptReader(folder);
        try
        {
            foreach (var component in Components(folder.Family))
            {
                loading?.Report(component);
                var tokenizer = ClipTokenizer.Load(folder.File(ModelFolder.TokenizerOf(component)));
                var penultimate = folder.Family != ModelFamily.StableDiffusion;
                reader._readers.Add(
                    (tokenizer, TextEncoder.Open(runtime, folder, component, penultimate, settings, cancellationToken))
                );
            }

            return reader;
        }
        catch
        {
            reader.Dispose();
            throw;
        }
    }

    /// <summary>What is left out of the prompts because the model does not read that much; empty where nothing is.</summary>
    public IEnumerable<PromptWarning> Warnings(DiffusionRequest request)
    {
        if (CutOf(request.Prompt) is { } positive)
        {
            yield return new(false, positive.Describe("prompt"));
        }

        if (request.Negative is { } text && CutOf(text) is { } negative)
        {
            yield return new(true, negative.Describe("negative prompt"));
        }

        PromptCut? CutOf(string prompt) => _readers[0].Tokenizer.Encode(prompt, Options(request)).Cut;
    }

    /// <summary>Reads a request's prompts.</summary>
    /// <param name="request">The request.</param>
    /// <param name="guided">Whether the negative prompt counts.</param>
    /// <param name="cancellationToken">Stops between two nodes of a network.</param>
    public PromptPair Read(DiffusionRequest request, bool guided, CancellationToken cancellationToken)
    {
        TextEmbedding? positive = null,
            negative = null;
        var zeros = request.Negative is null && _folder.ZerosForEmptyPrompt;
        foreach (var (tokenizer, encoder) in _readers)
        {
            var options = Options(request);
            var shown = tokenizer.Encode(request.Prompt, options).Chunks;
            var avoided = guided ? tokenizer.Encode(request.Negative ?? "", options).Chunks : [];
            var count = Math.Max(shown.Count, avoided.Count);
            var filling = tokenizer.Encode("").Chunks[0];
            positive = Join(positive, Encode(encoder, shown, count, filling, cancellationToken));
            if (guided && !zeros)
            {
                negative = Join(negative, Encode(encoder, avoided, count, filling, cancellationToken));
            }
        }

        negative = guided && zeros ? positive!.Zeros() : negative;
        return new PromptPair(
            new Conditioning(positive!, SizeOf(request, GoodAesthetics)),
            negative is null ? null : new Conditioning(negative, SizeOf(request, BadAesthetics))
        );
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var (_, encoder) in _readers)
        {
            encoder.Dispose();
        }
    }

    private static PromptOptions Options(DiffusionRequest request) => new(request.LongPrompts, request.PromptWeights);

    private static string[] Components(ModelFamily family) =>
        family switch
        {
            ModelFamily.StableDiffusion => ["text_encoder"],
            ModelFamily.StableDiffusionXL => ["text_encoder", "text_encoder_2"],
            _ => ["text_encoder_2"],
        };

    private static TextEmbedding Join(TextEmbedding? first, TextEmbedding second) => first?.Beside(second) ?? second;

    private static TextEmbedding Encode(
        TextEncoder encoder,
        IReadOnlyList<PromptChunk> chunks,
        int count,
        PromptChunk filling,
        CancellationToken cancellationToken
    )
    {
        PromptChunk[] all = [.. chunks, .. Enumerable.Repeat(filling, count - chunks.Count)];
        var embedding = encoder.Encode([.. all.SelectMany(c => c.Ids)], cancellationToken);
        float[] weights = [.. all.SelectMany(c => c.Weights)];
        if (weights.AsSpan().ContainsAnyExcept(1f))
        {
            WeightedEmbedding.Apply(embedding.Hidden, weights);
        }

        return embedding;
    }

    private float[]? SizeOf(DiffusionRequest request, float aesthetics)
    {
        if (_folder.Family == ModelFamily.StableDiffusion)
        {
            return null;
        }

        float[] original = [request.Height, request.Width, 0, 0];
        return _folder.AestheticScore ? [.. original, aesthetics] : [.. original, request.Height, request.Width];
    }
}

/// <summary>A prompt that the model does not read to its end.</summary>
/// <param name="IsNegative">Whether it is the negative prompt.</param>
/// <param name="Message">What is left out, in a sentence.</param>
public sealed record PromptWarning(bool IsNegative, string Message);

/// <summary>What a picture shows and what it does not.</summary>
/// <param name="Positive">What it shows.</param>
/// <param name="Negative">What it does not; absent where nothing is guided.</param>
internal sealed record PromptPair(Conditioning Positive, Conditioning? Negative);
