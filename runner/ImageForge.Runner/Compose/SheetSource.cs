using ImageForge.Contracts.Plans;
using ImageForge.Imaging.Pixels;
using ImageForge.Runner.Inputs;
using ImageForge.Runner.Pictures;
using ImageForge.Scenes;

namespace ImageForge.Runner.Compose;

/// <summary>Lays stored pictures out on one sheet.</summary>
internal sealed class SheetSource(AssembleWork work, UserImages images) : IPictureSource
{
    /// <inheritdoc />
    public int Batch => 1;

    /// <inheritdoc />
    public IReadOnlyList<Picture> Make(
        PictureRequest request,
        IProgress<PictureProgress> progress,
        CancellationToken cancellationToken
    )
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (
            work.Frames.Any(f => f.Key is not null)
            && work.Frames.All(f => images.Find(InputReference.ImageOf(f)) is null)
        )
        {
            throw new InputUnusableException($"none of the frames can be read; {images.Warnings[0].Message}");
        }

        // Transparent, so that the card shows where a picture is missing.
        using var empty = PixelBuffer.Allocate(work.Width, work.Height);
        var frames = work.Frames.Select(frame => new ContactFrame(
            images.Find(InputReference.ImageOf(frame)) ?? empty,
            frame.Caption ?? ""
        ));
        var sheet = ContactSheet.Render(
            [.. frames],
            new()
            {
                Columns = work.Columns,
                FrameWidth = work.Width,
                Title = work.Title ?? "",
            }
        );
        progress.Report(new(1, PictureProgress.Composing));
        return [new(sheet, []) { Derived = true }];
    }

    /// <inheritdoc />
    public void Dispose() { }
}
