namespace ImageForge.Inference.Schedulers;

/// <summary>What the network predicts.</summary>
internal enum PredictionType
{
    /// <summary>The noise.</summary>
    Epsilon,

    /// <summary>√ā·ε − √(1−ā)·x₀.</summary>
    VPrediction,
}
