using ImageForge.Inference.Schedulers;

namespace ImageForge.Inference.Tests.Schedulers;

/// <summary>What a run will take, known before it begins.</summary>
internal static class SchedulerCalls
{
    /// <summary>Calls of the network of a run that begins at an index.</summary>
    public static int CallsFrom(this IScheduler scheduler, int index) => scheduler.Timesteps.Length - index;

    /// <summary>Draws of noise for the steps of a run that begins at an index.</summary>
    public static int DrawsFrom(this IScheduler scheduler, int index)
    {
        int draws = 0;
        for (int step = index; step < scheduler.Timesteps.Length; step++)
        {
            draws += scheduler.NeedsNoise(step) ? 1 : 0;
        }

        return draws;
    }
}
