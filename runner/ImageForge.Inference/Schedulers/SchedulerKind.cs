namespace ImageForge.Inference.Schedulers;

/// <summary>The schedulers that there are.</summary>
public enum SchedulerKind
{
    /// <summary>Denoising diffusion implicit models.</summary>
    Ddim,

    /// <summary>Euler's method.</summary>
    Euler,

    /// <summary>Euler's method with noise added at each step.</summary>
    EulerAncestral,

    /// <summary>DPM-Solver++ of second order, multistep.</summary>
    DpmSolver2M,

    /// <summary>DPM-Solver++ of second order with Karras sigmas.</summary>
    DpmSolver2MKarras,

    /// <summary>Latent consistency models, for few steps.</summary>
    Lcm,

    /// <summary>Pseudo numerical methods, the linear multistep half of them.</summary>
    Pndm,
}
