namespace ImageForge.Contracts.Plans;

/// <summary>How pictures are rendered by a model in the runner: all of it that changes pixels.</summary>
public sealed record PolishPlan
{
    /// <summary>The back end.</summary>
    public required PolishBackend Backend { get; init; }

    /// <summary>The model; absent: the back end needs none.</summary>
    public ModelPlan? Model { get; init; }

    /// <summary>Low or High: what decides on steps where they are absent; absent: in between.</summary>
    public Quality? Quality { get; init; }

    /// <summary>
    /// Steps of the schedule, before <see cref="Strength"/> takes its share; absent: as many as model and
    /// <see cref="Quality"/> ask for, and as many as leave at least one.
    /// </summary>
    [Number(1, 150)]
    public int? Steps { get; init; }

    /// <summary>
    /// Share of the steps that are run from a start image, above 0, to 1; stated exactly where there is one (a layout or
    /// <see cref="Init"/>). The count is <c>(int)(steps * strength)</c> in double precision, as in diffusers.
    /// </summary>
    [Decimal(0, 1)]
    public double? Strength { get; init; }

    /// <summary>Guidance scale, 0 to 30; up to 1 there is none. Absent: as the model asks for.</summary>
    [Decimal(0, 30)]
    public double? Guidance { get; init; }

    /// <summary>The scheduler; absent: the one of the model's scheduler_config.json.</summary>
    public Scheduler? Scheduler { get; init; }

    /// <summary>What steers structure or colour; absent: nothing.</summary>
    public IReadOnlyList<ControlPlan>? Controls { get; init; }

    /// <summary>The picture to start from in place of the composed layout; absent: the layout, where there is one.</summary>
    public ImageSource? Init { get; init; }

    /// <summary>What is painted anew: where this is white; black is kept from the start. Absent: everything.</summary>
    public ImageSource? Mask { get; init; }

    /// <summary>Chunk: a prompt longer than the model's window is encoded in pieces; absent: it is cut, with a warning.</summary>
    public LongPromptHandling? LongPrompts { get; init; }

    /// <summary>True where <c>(word:1.2)</c> in a prompt weighs words; else absent, and parentheses are text.</summary>
    public bool? PromptWeights { get; init; }

    /// <summary>What a network of OnnxStyle takes and gives; absent: NCHW, 0 to 1, RGB.</summary>
    public NetworkSpec? Network { get; init; }

    /// <summary>DeliverComposed: the composed layout stands in for a picture that cannot be rendered; absent: the run fails.</summary>
    public PolishFailurePolicy? OnFailure { get; init; }
}

/// <summary>What steers structure or colour of a picture (ControlNet).</summary>
public sealed record ControlPlan
{
    /// <summary>What its map holds.</summary>
    public required ControlType Type { get; init; }

    /// <summary>How strongly it steers, 0 to 1.</summary>
    [Decimal(0, 1)]
    public required double Weight { get; init; }

    /// <summary>
    /// Canny: the picture whose edges count; else the finished map. Absent, for Canny only: the composed layout's edges.
    /// </summary>
    public ImageSource? Image { get; init; }

    /// <summary>The network that reads the map; absent: the one in the model's folder <c>controlnet</c>.</summary>
    public ModelPlan? Model { get; init; }
}

/// <summary>A model. Credentials are never here: a runner finds them in its environment (<see cref="ModelVariables"/>).</summary>
public sealed record ModelPlan
{
    /// <summary>
    /// Folder or file of the model: <c>file:///path</c> as the runner sees it, <c>pvc://claim/path</c> (mounted, as
    /// <see cref="InputMounts"/> words it) or <c>s3://bucket/prefix</c>.
    /// </summary>
    public required string Uri { get; init; }

    /// <summary>Base address of an S3 server such as MinIO; absent for AWS.</summary>
    public string? Endpoint { get; init; }

    /// <summary>Region that requests are signed for; absent: <c>us-east-1</c>.</summary>
    public string? Region { get; init; }

    /// <summary>
    /// Hex SHA-256 that the model must have, when known; a runner refuses another. That of a file is the SHA-256 of its bytes;
    /// that of a folder the SHA-256 of what <c>sha256sum</c> prints of those of its files that are read (networks, their data,
    /// settings and vocabularies): for each, in the order of the bytes of their paths, its hex SHA-256, two spaces, its path below
    /// the folder with <c>/</c>, and a line feed.
    /// </summary>
    public string? Sha256 { get; init; }
}

/// <summary>The models of a plan.</summary>
public static class PlanModels
{
    /// <summary>All of them with their fields, the one that renders first.</summary>
    public static IEnumerable<(string Field, ModelPlan Model)> Of(WorkPlan work)
    {
        if (work is not GenerateWork { Polish: { } polish })
        {
            yield break;
        }

        if (polish.Model is { } main)
        {
            yield return ("polish.model", main);
        }

        for (var i = 0; i < (polish.Controls?.Count ?? 0); i++)
        {
            if (polish.Controls![i].Model is { } model)
            {
                yield return ($"polish.controls[{i}].model", model);
            }
        }
    }
}
