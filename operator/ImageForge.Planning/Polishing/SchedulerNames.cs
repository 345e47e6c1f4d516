using ImageForge.Api.GenerationJobs;

namespace ImageForge.Planning.Polishing;

/// <summary>Names of schedulers in specs and plans.</summary>
internal static class SchedulerNames
{
    /// <summary>The name in a plan.</summary>
    public static string Of(Scheduler scheduler) =>
        scheduler switch
        {
            Scheduler.Ddim => "DDIM",
            Scheduler.Pndm => "PNDM",
            Scheduler.Lcm => "LCM",
            Scheduler.DpmSolver2M => "DPMSolver++2M",
            Scheduler.DpmSolver2MKarras => "DPMSolver++2MKarras",
            _ => scheduler.ToString(),
        };
}
