namespace ImageForge.Inference.Schedulers;

/// <summary>How the timesteps of a run are chosen from those of training.</summary>
internal enum TimestepSpacing
{
    /// <summary>Multiples of a whole stride from below, so that the noisiest are left out.</summary>
    Leading,

    /// <summary>Strides from above, so that the last timestep of training is the first.</summary>
    Trailing,

    /// <summary>From the first to the last of training, both taken.</summary>
    Linspace,
}
