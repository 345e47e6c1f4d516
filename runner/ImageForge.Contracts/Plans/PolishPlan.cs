namespace ImageForge.Contracts.Plans;

/// <summary>How pictures are rendered by a model in the runner: all of it that changes pixels.</summary>
public sealed record PolishPlan
{
    /// <summary>
    /// Onnx (a diffusion model in the folder layout of diffusers) or OnnxStyle (one network from image to image).
    /// </summary>
    public required string Backend { get; init; }

    /// <summary>The model.</summary>
    public required ModelPlan Model { get; init; }

    /// <summary>Low or High: what decides on steps where they are absent; absent: in between.</summary>
    public string? Quality { get; init; }

    /// <summary>
    /// Steps of the schedule, before <see cref="Strength"/> takes its share; absent: as many as model and
    /// <see cref="Quality"/> ask for, and as many as leave at least one.
    /// </summary>
    public int? Steps { get; init; }

    /// <summary>
    /// Share of the steps that is carried out from a start, above 0, to 1; stated exactly where there is one (a layout or
    /// <see cref="Init"/>). The count is <c>(int)(steps * strength)</c> in double precision, as in diffusers.
    /// </summary>
    public double? Strength { get; init; }

    /// <summary>Guidance scale, 0 to 30; up to 1 there is none. Absent: as the model asks for.</summary>
    public double? Guidance { get; init; }

    /// <summary>
    /// DDIM, PNDM, Euler, EulerAncestral, DPMSolver++2M, DPMSolver++2MKarras or LCM; absent: the one of the model's
    /// scheduler_config.json.
    /// </summary>
    public string? Scheduler { get; init; }

    /// <summary>What steers structure or colour; absent: nothing.</summary>
    public IReadOnlyList<ControlPlan>? Controls { get; init; }

    /// <summary>The picture to start from in place of the composed layout; absent: the layout, where there is one.</summary>
    public ImageRef? Init { get; init; }

    /// <summary>What is painted anew: where this is white; black is kept from the start. Absent: everything.</summary>
    public ImageRef? Mask { get; init; }

    /// <summary>Chunk: a prompt longer than the model's window is encoded in pieces; absent: it is cut, with a warning.</summary>
    public string? LongPrompts { get; init; }

    /// <summary>True where <c>(word:1.2)</c> in a prompt weighs words; else absent, and parentheses are text.</summary>
    public bool? PromptWeights { get; init; }

    /// <summary>What a network of OnnxStyle takes and gives; absent: NCHW, 0 to 1, RGB.</summary>
    public NetworkPlan? Network { get; init; }

    /// <summary>DeliverComposed: the composed layout stands in for a picture that cannot be rendered; absent: the run fails.</summary>
    public string? OnFailure { get; init; }
}
