using ImageForge.Contracts.Results;
using ImageForge.Imaging.Pixels;

namespace ImageForge.Runner.Pictures;

/// <summary>Makes the pictures of a run; dispose of it when none is left to make.</summary>
internal interface IPictureSource : IDisposable
{
    /// <summary>How many are made together; they are always the same ones, so that each has the same bytes.</summary>
    int Batch { get; }

    /// <summary>Makes pictures; the same request gives the same pixels.</summary>
    /// <param name="request">Which ones.</param>
    /// <param name="progress">Is told how far they are.</param>
    /// <param name="cancellationToken">Ends the work at the next safe point.</param>
    /// <returns>One for each variant; the caller disposes of them.</returns>
    IReadOnlyList<Picture> Make(
        PictureRequest request,
        IProgress<PictureProgress> progress,
        CancellationToken cancellationToken
    );
}

/// <summary>Which pictures to make.</summary>
/// <param name="Variants">Indexes from 0.</param>
/// <param name="Width">Width in pixels: the plan's, or what a later stage starts from.</param>
/// <param name="Height">Height in pixels.</param>
internal sealed record PictureRequest(IReadOnlyList<int> Variants, int Width, int Height)
{
    /// <summary>Whether layers of the plane Top are left out, for <see cref="Picture.LayTop"/>.</summary>
    public bool HoldsTop { get; init; }

    /// <summary>Whether values above 1 are kept instead of tone-mapped.</summary>
    public bool KeepsLight { get; init; }
}

/// <summary>A picture before it is encoded.</summary>
/// <param name="Pixels">Opaque pixels in linear light.</param>
/// <param name="Hitboxes">Where the signals' assets are.</param>
internal sealed record Picture(PixelBuffer Pixels, IReadOnlyList<Hitbox> Hitboxes) : IDisposable
{
    /// <summary>Whether pixels come from 8-bit files or networks, whatever the format can hold.</summary>
    public bool Derived { get; init; }

    /// <summary>What was left out of it, or stands in for it.</summary>
    public IReadOnlyList<Warning> Warnings { get; init; } = [];

    /// <summary>Lays the layers that were held back on another picture.</summary>
    public Action<PixelBuffer> LayTop { get; init; } = _ => { };

    /// <inheritdoc />
    public void Dispose() => Pixels.Dispose();
}
