using System.Globalization;
using System.Numerics;
using ImageForge.Api;
using ImageForge.Api.Common;
using ImageForge.Contracts.Plans;
using ImageForge.Planning.Pods;
using ImageForge.Planning.Resolving;

namespace ImageForge.Planning.Polishing;

/// <summary>
/// Estimates the minimum memory of a runner, without its model and the user's images:
/// <code>
/// 192 MiB                                            the process and its libraries
/// + 64 * 2^ceil(log2(canvas))           composing    image, sheet, layers and masks: 4 pooled pictures of 4 floats a pixel;
///                                                    a tilted or rolled camera draws on a canvas larger than the picture
/// + at once * width * height * 48       rendering    layout, start and result: 3 pictures of 4 floats a pixel
/// + at once * width * height * 2        Onnx only    latents, noise and the scheduler's history: 8 sets of 4 floats for 64 pixels
/// + width * height * 40 or 56           AVIF only    the encoder's pictures, of 8 bits or of more
/// + 2 * f + min(variants * f, 128 MiB)               files being written and finished; f = width * height * 4 channels of the bit depth
///
/// at once: on a GPU and without controls as many variants as make 4 Mi pixels, at least one; else one
/// </code>
/// A limit leaves the garbage collector its quarter, and has room for the largest images and for common models. Weights and
/// what a network needs between its layers depend on the model, which only the runner reads; it refuses what does not fit.
/// </summary>
internal static class MemoryEstimate
{
    private const long MiB = 1024 * 1024;
    private const long GiB = 1024 * MiB;
    private const long Process = 192 * MiB;
    private const long MostFiles = 128 * MiB;
    private const long MostPixelsAtOnce = 4 * MiB;
    private const long BytesOfComposing = 64;
    private const long BytesOfPictures = 48;
    private const long BytesOfLatents = 2;
    private const long BytesOfAvif = 40;
    private const long BytesOfWideAvif = 56;
    private const long BytesOfPixel = 16;

    // The runner reads no picture of more pixels.
    private const long LargestImage = 40_000_000 * BytesOfPixel;

    // Float weights of Stable Diffusion 2 and XL, and what attention takes of one picture, up to a bound.
    private const long DiffusionRequest = 2 * GiB;
    private const long DiffusionLimit = 14 * GiB;
    private const long MostAttention = 16 * GiB;
    private const long NetworkRequest = GiB / 2;
    private const long NetworkLimit = 2 * GiB;
    private const long ControlLimit = 2 * GiB;

    /// <summary>Memory of the pod that makes pictures.</summary>
    /// <param name="work">What is made.</param>
    /// <param name="onGpu">Whether a GPU is asked for.</param>
    public static PodMemory Of(GenerateWork work, bool onGpu)
    {
        var least = Bytes(work, onGpu, work.Variants);
        long images = Records
            .Images(work)
            .Where(i => i.Use != ImageUse.Font)
            .Select(i => i.Image.Uri)
            .Distinct(StringComparer.Ordinal)
            .Count();
        var pixels = (long)work.Width * work.Height;
        var (modelRequest, modelLimit) = Model(work);
        // Files of JPEG, WebP, AVIF and TIFF are read back in a process of its own, which holds the picture once more.
        var decoder = images > 0 ? LargestImage : (pixels * BytesOfPixel) + Process;
        return new(
            least + (images * pixels * BytesOfPixel) + modelRequest,
            WithCollector(least + (images * LargestImage)) + decoder + modelLimit
        );
    }

    /// <summary>Memory of the pod that makes a contact sheet.</summary>
    /// <param name="work">What is made.</param>
    /// <param name="pixelsOfFrame">Pixels of each frame as it is stored.</param>
    public static PodMemory Of(AssembleWork work, long pixelsOfFrame)
    {
        var rows = (work.Frames.Count + work.Columns - 1) / work.Columns;
        // Captions and margins are less than a cell more.
        var sheet = (long)work.Width * (work.Columns + 1) * work.Height * (rows + 1);
        var least =
            Process + (BytesOfComposing * Pooled(sheet)) + (work.Frames.Count * BytesOfPixel * Pooled(pixelsOfFrame));
        return new(least, WithCollector(least) + (pixelsOfFrame * BytesOfPixel) + Process);
    }

    /// <summary>Bytes that so many variants need.</summary>
    /// <param name="work">What is made.</param>
    /// <param name="onGpu">Whether a GPU is asked for.</param>
    /// <param name="variants">How many.</param>
    public static long Bytes(GenerateWork work, bool onGpu, int variants)
    {
        var pixels = (long)work.Width * work.Height;
        var composing = work.Compose is null ? 0 : BytesOfComposing * Pooled(CanvasPixels(work));
        var file = pixels * work.Output.BitDepth / 8 * 4;
        return Process
            + composing
            + Rendering(work, onGpu, variants, pixels)
            + Encoding(work.Output, pixels)
            + (2 * file)
            + Math.Min(variants * file, MostFiles);
    }

    /// <summary>Why a pod of that memory cannot hold it, or null.</summary>
    /// <param name="work">What is made.</param>
    /// <param name="onGpu">Whether a GPU is asked for.</param>
    /// <param name="limit">The memory limit that the user has given, as Kubernetes writes it; null for none.</param>
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
        var verb = work.Variants == 1 ? "needs" : "need";
        var besides = work.Polish is null ? "" : " in addition to the model";
        var remedy =
            fitting > 0
                ? $"raise the limit or set spec.variants to {fitting}"
                : $"raise the limit: one variant needs {Mebibytes(Bytes(work, onGpu, 1))}";
        return new(
            Reasons.InvalidSpec,
            $"spec.runner.resources.limits[memory] {limit} is too low: {count} of {work.Width}x{work.Height} {verb} {Mebibytes(needed)}{besides}; {remedy}."
        );
    }

    private static long Encoding(OutputPlan output, long pixels) =>
        (output.Format, output.BitDepth) switch
        {
            (ImageFormat.Avif, 8) => pixels * BytesOfAvif,
            (ImageFormat.Avif, _) => pixels * BytesOfWideAvif,
            _ => 0,
        };

    // Of an array, .NET's pool gives the next power of two.
    private static long Pooled(long pixels) => (long)BitOperations.RoundUpToPowerOf2((ulong)pixels);

    // With a memory limit, .NET's heap has three quarters of it.
    private static long WithCollector(long bytes) => bytes / 3 * 4;

    private static long Rendering(GenerateWork work, bool onGpu, int variants, long pixels)
    {
        if (work.Polish is not { } polish)
        {
            return 0;
        }

        var atOnce = onGpu && polish.Controls is null ? Math.Clamp(MostPixelsAtOnce / pixels, 1, variants) : 1;
        var latents = polish.Backend == PolishBackend.Onnx ? BytesOfLatents : 0;
        return atOnce * pixels * (BytesOfPictures + latents);
    }

    /// <summary>Pixels of the canvas that is drawn on: a tilted camera needs a canvas larger than the image.</summary>
    private static long CanvasPixels(GenerateWork work)
    {
        double width = work.Width;
        double height = work.Height;
        var (sine, cosine) = (0.2420, 0.9703);
        return (long)
            Math.Ceiling(
                work.Compose!.Camera?.Angle switch
                {
                    CameraAngle.Low => 1.94 * width * height,
                    CameraAngle.High => 1.57 * width * height,
                    CameraAngle.WormsEye => 3.2 * width * height,
                    CameraAngle.BirdsEye => 2.8 * width * height,
                    // At most 14 degrees.
                    CameraAngle.Dutch => ((width * cosine) + (height * sine)) * ((width * sine) + (height * cosine)),
                    _ => width * height,
                }
            );
    }

    private static (long Request, long Limit) Model(GenerateWork work)
    {
        if (work.Polish is not { } polish)
        {
            return (0, 0);
        }

        if (polish.Backend != PolishBackend.Onnx)
        {
            return (NetworkRequest, NetworkLimit);
        }

        // Scores of each token against each, of 8 heads, with and without the prompt, in floats.
        var tokens = (long)work.Width * work.Height / 64;
        var attention = Math.Min(64 * tokens * tokens, MostAttention);
        return (DiffusionRequest, DiffusionLimit + attention + ((polish.Controls?.Count ?? 0) * ControlLimit));
    }

    private static string Mebibytes(long bytes) =>
        string.Create(CultureInfo.InvariantCulture, $"{(bytes + MiB - 1) / MiB} MiB");
}
