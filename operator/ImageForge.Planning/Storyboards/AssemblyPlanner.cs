using ImageForge.Api.Common;
using ImageForge.Api.GenerationJobs;
using ImageForge.Api.Storyboards;
using ImageForge.Contracts.Plans;
using ImageForge.Planning.Publish;
using ImageForge.Planning.Resolving;

namespace ImageForge.Planning.Storyboards;

/// <summary>Plans the contact sheet of a storyboard whose frames have ended.</summary>
internal static class AssemblyPlanner
{
    public const int MaxColumns = 10;

    private const int DefaultFrameWidth = 480;

    /// <param name="board">The storyboard.</param>
    /// <param name="shots">Its shots.</param>
    /// <param name="frames">The jobs of its frames, in order; at least one has completed.</param>
    /// <param name="store">Store of the frames and the sheet.</param>
    public static RunPlan Plan(
        Storyboard board,
        IReadOnlyList<Shot> shots,
        IReadOnlyList<GenerationJob> frames,
        StorePlan store
    )
    {
        var sheet = board.Spec.ContactSheet ?? new ContactSheetSpec();
        var picture = frames.Select(Primary).First(p => p is not null)!;
        var width = sheet.FrameWidth ?? DefaultFrameWidth;
        var work = new AssembleWork
        {
            Width = width,
            Height = Math.Max(1, (int)Math.Round((double)width * picture.Height / picture.Width)),
            // A contact sheet is for viewing, whatever the output of the frames.
            Output = OutputFormats.Plan(
                new OutputSpec(EmbedMetadata: board.Spec.Template?.Output?.EmbedMetadata != false)
            ),
            Title = board.Metadata.Name,
            Columns = sheet.Columns ?? Columns(frames.Count),
            Frames =
            [
                .. frames.Select(
                    (frame, i) =>
                        new FramePlan
                        {
                            Key = Primary(frame)?.Key,
                            Sha256 = Primary(frame)?.Sha256,
                            Caption = sheet.Captions ? shots[i].Caption : null,
                        }
                ),
            ],
        };
        var (key, manifest) = Keys(board);
        return RunPlan.Create(
            work,
            DeliveryResolver.Delivery(board.Metadata, PlanHasher.Hash(work), store) with
            {
                Keys = [key],
                ManifestKey = manifest,
            }
        );
    }

    /// <summary>Keys of the contact sheet and its manifest.</summary>
    public static (string Sheet, string Manifest) Keys(Storyboard board)
    {
        var folder = $"{board.Metadata.NamespaceProperty}/{board.Metadata.Name}";
        return ($"{folder}/contact-sheet.png", $"{folder}/{board.Metadata.Name}.manifest.json");
    }

    /// <summary>The primary image of a frame, or null without one.</summary>
    public static ArtifactStatus? Primary(GenerationJob frame) =>
        frame.Status is { State: JobState.Completed, Artifacts: { Count: > 0 } artifacts }
            ? artifacts.FirstOrDefault(a => a.Primary == true) ?? artifacts[0]
            : null;

    private static int Columns(int frames) =>
        frames switch
        {
            <= 3 => Math.Max(frames, 1),
            4 => 2,
            <= 9 => 3,
            <= 16 => 4,
            _ => 5,
        };
}
