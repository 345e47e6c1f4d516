using System.Globalization;
using ImageForge.Api;
using ImageForge.Api.Common;
using ImageForge.Api.GenerationJobs;
using ImageForge.Contracts.Plans;
using ImageForge.Planning.Resolving;

namespace ImageForge.Planning.Pods;

/// <summary>
/// Estimates the minimum memory of a runner, without its models and the user's images: 192 MiB for the process and its
/// libraries, and what each stage needs (<see cref="IPodStage"/>).
/// A limit leaves the garbage collector its quarter, and has room for the largest images and for common models. Weights and
/// what a network needs between its layers depend on the model, which only the runner reads; it refuses what does not fit.
/// </summary>
internal static class MemoryEstimate
{
    private const long MiB = 1024 * 1024;

    /// <summary>Bytes of the process and its libraries.</summary>
    public const long Process = 192 * MiB;

    /// <summary>Bytes of a pixel: 4 floats.</summary>
    public const long BytesOfPixel = 16;

    // The runner reads no picture of more pixels.
    private const long LargestImage = 40_000_000 * BytesOfPixel;

    /// <summary>Memory of the pod that makes pictures.</summary>
    /// <param name="work">What is made.</param>
    /// <param name="spec">The job.</param>
    public static PodMemory Of(GenerateWork work, GenerationJobSpec spec)
    {
        var stages = OfStages(work, spec, work.Variants);
        var least = Process + stages.Pictures;
        long images = Records
            .Images(work)
            .Where(i => i.Use != ImageUse.Font)
            .Select(i => i.Image.Uri)
            .Distinct(StringComparer.Ordinal)
            .Count();
        var pixels = (long)work.Width * work.Height;
        // Files of JPEG, WebP, AVIF and TIFF are read back in a process of its own, which holds the picture once more.
        var decoder = images > 0 ? LargestImage : (pixels * BytesOfPixel) + Process;
        return new(
            least + (images * pixels * BytesOfPixel) + stages.ModelRequest,
            WithCollector(least + (images * LargestImage)) + decoder + stages.ModelLimit
        );
    }

    /// <summary>Why the memory limit of a job cannot hold its pictures, or null.</summary>
    /// <param name="work">What is made.</param>
    /// <param name="spec">The job.</param>
    public static Problem? Problem(GenerateWork work, GenerationJobSpec spec)
    {
        Quantity limit = default;
        _ = spec.Runner?.Resources?.Limits?.TryGetValue("memory", out limit);
        if (limit.Value is null)
        {
            return null;
        }

        var most = QuantityText.Parse(limit.Value);
        var needed = Bytes(work.Variants);
        if (needed <= most)
        {
            return null;
        }

        var fitting = Enumerable.Range(1, work.Variants).LastOrDefault(n => Bytes(n) <= most);
        var count = work.Variants == 1 ? "1 variant" : $"{work.Variants} variants";
        var verb = work.Variants == 1 ? "needs" : "need";
        var besides = OfStages(work, spec, 1).ModelLimit == 0 ? "" : " in addition to the model";
        var remedy =
            fitting > 0
                ? $"raise the limit or set spec.variants to {fitting}"
                : $"raise the limit: one variant needs {Mebibytes(Bytes(1))}";
        return new(
            Reasons.InvalidSpec,
            $"spec.runner.resources.limits[memory] {limit.Value} is too low: {count} of {work.Width}x{work.Height} {verb} {Mebibytes(needed)}{besides}; {remedy}."
        );

        long Bytes(int variants) => Process + OfStages(work, spec, variants).Pictures;
    }

    private static StageMemory OfStages(GenerateWork work, GenerationJobSpec spec, int variants) =>
        Stages
            .All.OfType<IPodStage>()
            .Select(stage => stage.Memory(work, spec, variants))
            .Aggregate(
                (a, b) => new(a.Pictures + b.Pictures, a.ModelRequest + b.ModelRequest, a.ModelLimit + b.ModelLimit)
            );

    /// <summary>The limit for so many bytes of memory: .NET's heap has three quarters of a limit.</summary>
    public static long WithCollector(long bytes) => bytes / 3 * 4;

    private static string Mebibytes(long bytes) =>
        string.Create(CultureInfo.InvariantCulture, $"{(bytes + MiB - 1) / MiB} MiB");
}
