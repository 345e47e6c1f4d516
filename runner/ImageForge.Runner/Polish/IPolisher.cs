using ImageForge.Contracts.Results;
using ImageForge.Imaging.Pixels;
using ImageForge.Runner.Pictures;

namespace ImageForge.Runner.Polish;

/// <summary>Renders pictures; holds its model, if it has one, until this is disposed of.</summary>
internal interface IPolisher : IDisposable
{
    /// <summary>Width and height of the pictures that it starts from.</summary>
    (int Width, int Height) StartSize { get; }

    /// <summary>What it leaves out of all pictures.</summary>
    IReadOnlyList<Warning> Warnings { get; }

    /// <summary>Renders pictures together.</summary>
    /// <param name="inputs">One for each picture.</param>
    /// <param name="progress">Is told how far they are.</param>
    /// <param name="cancellationToken">Stops at once.</param>
    /// <returns>Opaque pictures in linear light, of the plan's size; the caller disposes of them.</returns>
    IReadOnlyList<PixelBuffer> Polish(
        IReadOnlyList<PolishInput> inputs,
        IProgress<PictureProgress> progress,
        CancellationToken cancellationToken
    );
}

/// <summary>What one picture is rendered from.</summary>
/// <param name="Seed">Its seed.</param>
/// <param name="Start">The picture to start from, of the size that the renderer wants; absent: the prompt alone.</param>
internal sealed record PolishInput(long Seed, PixelBuffer? Start);
