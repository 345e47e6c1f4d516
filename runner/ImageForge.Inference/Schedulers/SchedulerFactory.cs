using ImageForge.Inference.Errors;

namespace ImageForge.Inference.Schedulers;

/// <summary>Makes schedulers of a model's settings.</summary>
internal static class SchedulerFactory
{
    /// <summary>Makes the model's own scheduler, or another in its place as diffusers' <c>from_config</c> does.</summary>
    /// <param name="config">The model's settings; what they do not say is the default of the scheduler that is made.</param>
    /// <param name="kind">Another than the model's own.</param>
    /// <param name="eta">Of <see cref="Scheduler.Ddim"/>: share of noise that is put back at each step.</param>
    /// <exception cref="ModelInvalidException">The class or a setting is not known; the message names it.</exception>
    public static IScheduler Create(SchedulerConfig config, Scheduler? kind = null, double eta = 0) =>
        kind switch
        {
            null => CreateOwn(config, eta),
            Scheduler.Ddim => new DdimScheduler(config, eta),
            Scheduler.Euler => new EulerScheduler(config),
            Scheduler.EulerAncestral => new EulerAncestralScheduler(config),
            Scheduler.DpmSolver2M => SecondOrder(config, isKarras: false),
            Scheduler.DpmSolver2MKarras => SecondOrder(config, isKarras: true),
            Scheduler.Lcm => new LcmScheduler(config),
            Scheduler.Pndm => new PndmScheduler(config),
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
        };

    private static IScheduler CreateOwn(SchedulerConfig config, double eta) =>
        config.ClassName switch
        {
            "DDIMScheduler" => new DdimScheduler(config, eta),
            "EulerDiscreteScheduler" => new EulerScheduler(config),
            "EulerAncestralDiscreteScheduler" => new EulerAncestralScheduler(config),
            "DPMSolverMultistepScheduler" => new DpmSolverScheduler(config),
            "LCMScheduler" => new LcmScheduler(config),
            "PNDMScheduler" => new PndmScheduler(config),
            var other => throw new ModelInvalidException(
                $"{SchedulerConfig.File} names {other ?? "no _class_name"}: choose another scheduler, or a model with one of "
                    + "DDIMScheduler, EulerDiscreteScheduler, EulerAncestralDiscreteScheduler, DPMSolverMultistepScheduler, "
                    + "LCMScheduler and PNDMScheduler"
            ),
        };

    private static DpmSolverScheduler SecondOrder(SchedulerConfig config, bool isKarras) =>
        new(
            config with
            {
                AlgorithmType = null,
                SolverOrder = null,
                SolverType = null,
                UseKarrasSigmas = isKarras,
                // Karras sigmas take the place of these.
                UseExponentialSigmas = null,
                UseBetaSigmas = null,
                UseLuLambdas = null,
            }
        );
}
