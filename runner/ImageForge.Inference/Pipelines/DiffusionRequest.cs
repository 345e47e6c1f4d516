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
