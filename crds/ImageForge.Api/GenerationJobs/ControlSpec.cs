namespace ImageForge.Api.GenerationJobs;

/// <summary>A ControlNet input that guides structure or colour.</summary>
/// <param name="Weight">How strongly it steers.</param>
public sealed record ControlSpec([Decimal(0, 1)] double Weight = 0.8)
{
    /// <summary>Type of the control.</summary>
    public required ControlType Type { get; init; }

    /// <summary>
    /// The control image: any image for Canny, whose edges are detected; a control map for other types. Only optional
    /// for Canny, which defaults to the composed layout.
    /// </summary>
    public ImageSource? Image { get; init; }

    /// <summary>
    /// The ControlNet of a local back end, if it is not in the directory controlnet of the model itself. It is read
    /// with the credentials of polish.model.
    /// </summary>
    public ModelSpec? Model { get; init; }
}
