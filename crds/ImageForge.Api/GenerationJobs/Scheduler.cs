using System.Text.Json.Serialization;

namespace ImageForge.Api.GenerationJobs;

/// <summary>Scheduler of a diffusion model.</summary>
public enum Scheduler
{
    /// <summary>Denoising diffusion implicit models.</summary>
    [JsonStringEnumMemberName("DDIM")]
    Ddim,

    /// <summary>Euler's method.</summary>
    Euler,

    /// <summary>Euler's method with noise added at each step.</summary>
    EulerAncestral,

    /// <summary>DPM-Solver++ of second order, multistep.</summary>
    [JsonStringEnumMemberName("DPMSolver++2M")]
    DpmSolver2M,

    /// <summary>DPM-Solver++ of second order with Karras sigmas.</summary>
    [JsonStringEnumMemberName("DPMSolver++2MKarras")]
    DpmSolver2MKarras,

    /// <summary>Latent consistency models, for few steps.</summary>
    [JsonStringEnumMemberName("LCM")]
    Lcm,

    /// <summary>Pseudo numerical methods for diffusion models.</summary>
    [JsonStringEnumMemberName("PNDM")]
    Pndm,
}
