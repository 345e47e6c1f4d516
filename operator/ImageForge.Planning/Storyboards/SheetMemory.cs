using ImageForge.Contracts.Plans;
using ImageForge.Planning.Compose;
using ImageForge.Planning.Pods;

namespace ImageForge.Planning.Storyboards;

/// <summary>Memory of the pod that makes a contact sheet.</summary>
internal static class SheetMemory
{
    /// <param name="work">What is made.</param>
    /// <param name="pixelsOfFrame">Pixels of each frame as it is stored.</param>
    public static PodMemory Of(AssembleWork work, long pixelsOfFrame)
    {
        var rows = (work.Frames.Count + work.Columns - 1) / work.Columns;
        // Captions and margins are less than a cell more.
        var sheet = (long)work.Width * (work.Columns + 1) * work.Height * (rows + 1);
        var frames = work.Frames.Count * MemoryEstimate.BytesOfPixel * ComposeStage.Pooled(pixelsOfFrame);
        var least = MemoryEstimate.Process + ComposeStage.OfPicture(sheet) + frames;
        return new(
            least,
            MemoryEstimate.WithCollector(least) + (pixelsOfFrame * MemoryEstimate.BytesOfPixel) + MemoryEstimate.Process
        );
    }
}
