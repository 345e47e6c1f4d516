using ImageForge.Contracts.Results;
using ImageForge.Runner.Tests.Runs;

namespace ImageForge.Runner.Tests.Polish;

/// <summary>Stops a run once its first picture is finished.</summary>
internal sealed class StoppingRecorder
{
    public StoppingRecorder(CancellationTokenSource stop) => Recorder = new Recorder { Reported = p => Stop(p, stop) };

    public Recorder Recorder { get; }

    private static void Stop(Progress progress, CancellationTokenSource stop)
    {
        if (progress.VariantsDone == 1)
        {
            stop.Cancel();
        }
    }
}
