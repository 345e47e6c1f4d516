namespace ImageForge.Inference.Pipelines;

/// <summary>Pictures to make together: the same text, size and settings, each with a seed of its own.</summary>
public sealed record DiffusionRequest
{
    /// <summary>What they show.</summary>
    public required string Prompt { get; init; }

    /// <summary>What they do not show; absent: nothing is said.</summary>
    public string? Negative { get; init; }

    /// <summary>Width in pixels, a multiple of 8.</summary>
    public required int Width { get; init; }

    /// <summary>Height in pixels, a multiple of 8.</summary>
    public required int Height { get; init; }

    /// <summary>One for each picture.</summary>
    public required IReadOnlyList<DiffusionVariant> Variants { get; init; }

    /// <summary>Steps of the whole schedule.</summary>
    public required int Steps { get; init; }

    /// <summary>Guidance scale; up to 1 there is none.</summary>
    public required float Guidance { get; init; }

    /// <summary>Share of the steps that is taken where there is a picture to start from, above 0, to 1.</summary>
    public double Strength { get; init; } = 1;

    /// <summary>The scheduler; absent: the model's own.</summary>
    public Scheduler? Scheduler { get; init; }

    /// <summary>
    /// For each pixel, row by row, what is painted anew: from 0.5 on it is. Needs a picture to start from; absent: everything.
    /// </summary>
    public float[]? Mask { get; init; }

    /// <summary>What steers structure; empty: nothing.</summary>
    public IReadOnlyList<DiffusionControl> Controls { get; init; } = [];

    /// <summary>Whether a text that is too long is encoded in pieces rather than cut.</summary>
    public bool LongPrompts { get; init; }

    /// <summary>Whether <c>(word:1.2)</c> weighs words rather than being text.</summary>
    public bool PromptWeights { get; init; }

    /// <summary>Whether guidance takes two passes of half the memory rather than one.</summary>
    public bool TwoPasses { get; init; }
}

/// <summary>A map that a ControlNet reads.</summary>
/// <param name="Map">The map, of the request's size.</param>
/// <param name="Weight">How strongly it steers, 0 to 1.</param>
/// <param name="Path">The network's file or folder; absent: the model's own folder <c>controlnet</c>.</param>
public sealed record DiffusionControl(PlanarImage Map, float Weight, string? Path = null);

/// <summary>One of the pictures that are made together.</summary>
/// <param name="Seed">Seed of all its noise.</param>
/// <param name="Start">The picture to start from, of the request's size; absent: pure noise.</param>
public sealed record DiffusionVariant(long Seed, PlanarImage? Start = null);

/// <summary>How far denoising is.</summary>
/// <param name="Done">Calls of the network that are done.</param>
/// <param name="Total">Calls in all.</param>
public readonly record struct DiffusionStep(int Done, int Total);

/// <summary>Classifier-free guidance.</summary>
internal static class Guidance
{
    /// <summary>Whether a scale asks for the unconditional pass: above 1 only.</summary>
    public static bool IsOn(float scale) => scale > 1;

    /// <summary>u + g·(c − u), into <paramref name="conditional"/>.</summary>
    public static void Combine(ReadOnlySpan<float> unconditional, Span<float> conditional, float scale)
    {
        for (var i = 0; i < conditional.Length; i++)
        {
            conditional[i] = unconditional[i] + scale * (conditional[i] - unconditional[i]);
        }
    }
}
