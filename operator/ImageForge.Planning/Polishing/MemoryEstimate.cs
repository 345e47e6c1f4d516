using System.Globalization;
using ImageForge.Api;
using ImageForge.Api.Common;
using ImageForge.Api.GenerationJobs;
using ImageForge.Contracts.Plans;
using ImageForge.Planning.Resolving;

namespace ImageForge.Planning.Polishing;

/// <summary>
/// What a runner that renders holds in memory besides its model, at least:
/// <code>
/// 192 MiB                                           the process and its libraries
/// + at once * width * height * 48                   layout, start and result, in linear light: 3 pictures of 4 floats a pixel
/// + at once * width * height * 2, Onnx only         latents, noise and the scheduler's history: 8 sets of 4 floats for 64 pixels
/// + min(variants * width * height * b, 128 MiB)     the files of finished variants: b = 4 channels of the output's bit depth
///
/// at once: on a GPU and without controls as many variants as make 4 Mi pixels, at least one; else one
/// </code>
/// Weights and what a network needs between its layers depend on the model, which only the runner reads; it refuses what
/// does not fit then.
/// </summary>
internal static class MemoryEstimate
{
    private const long MiB = 1024 * 1024;
    private const long Process = 192 * MiB;
    private const long MostFiles = 128 * MiB;
    private const long MostPixelsAtOnce = 4 * MiB;
    private const long BytesOfPictures = 48;
    private const long BytesOfLatents = 2;

    /// <summary>Bytes that so many variants need.</summary>
    /// <param name="work">What is made.</param>
    /// <param name="onGpu">Whether a GPU is asked for.</param>
    /// <param name="variants">How many.</param>
    public static long Bytes(GenerateWork work, bool onGpu, int variants)
    {
        var pixels = (long)work.Width * work.Height;
        var atOnce = onGpu && work.Polish!.Controls is null ? Math.Clamp(MostPixelsAtOnce / pixels, 1, variants) : 1;
        var latents = work.Polish!.Backend == nameof(PolishBackend.Onnx) ? BytesOfLatents : 0;
        var files = Math.Min(variants * pixels * work.Output.BitDepth / 8 * 4, MostFiles);
        return Process + (atOnce * pixels * (BytesOfPictures + latents)) + files;
    }

    /// <summary>Why a pod of that memory cannot hold it, or null.</summary>
    /// <param name="work">What is made.</param>
    /// <param name="onGpu">Whether a GPU is asked for.</param>
    /// <param name="limit">The pod's memory limit as Kubernetes writes it; null for none.</param>
    public static Problem? Problem(GenerateWork work, bool onGpu, string? limit)
    {
        if (limit is null)
        {
            return null;
        }

        var most = QuantityText.Parse(limit);
        var needed = Bytes(work, onGpu, work.Variants);
        if (needed <= most)
        {
            return null;
        }

        var fitting = Enumerable.Range(1, work.Variants).LastOrDefault(n => Bytes(work, onGpu, n) <= most);
        var count = work.Variants == 1 ? "1 variant" : $"{work.Variants} variants";
        var remedy =
            fitting > 0
                ? $"raise the limit or set spec.variants to {fitting}"
                : $"raise the limit: one variant needs {Mebibytes(Bytes(work, onGpu, 1))}";
        return new(
            Reasons.InvalidSpec,
            $"spec.variants: {count} of {work.Width}x{work.Height} need {Mebibytes(needed)} besides the model, more than the runner's memory limit of {limit}; {remedy}."
        );
    }

    private static string Mebibytes(long bytes) =>
        string.Create(CultureInfo.InvariantCulture, $"{(bytes + MiB - 1) / MiB} MiB");
}
