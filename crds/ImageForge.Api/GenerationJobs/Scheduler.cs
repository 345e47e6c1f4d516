using System.Text.Json.Serialization;

namespace ImageForge.Api.GenerationJobs;

/// <summary>Sampler of a diffusion model.</summary>
public enum Scheduler
{
    /// <summary>DDIM.</summary>
    [JsonStringEnumMemberName("DDIM")]
    Ddim,

    /// <summary>Euler.</summary>
    Euler,

    /// <summary>Euler with ancestral noise.</summary>
    EulerAncestral,

    /// <summary>DPM-Solver++ of second order, multistep.</summary>
    [JsonStringEnumMemberName("DPMSolver++2M")]
    DpmSolver2M,

    /// <summary>DPM-Solver++ of second order with Karras sigmas.</summary>
    [JsonStringEnumMemberName("DPMSolver++2MKarras")]
    DpmSolver2MKarras,

    /// <summary>Latent consistency.</summary>
    [JsonStringEnumMemberName("LCM")]
    Lcm,
}
