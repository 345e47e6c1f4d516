using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using ImageForge.Contracts;
using ImageForge.Contracts.Plans;
using ImageForge.Contracts.Results;
using ImageForge.Imaging.Files;
using ImageForge.Imaging.Pixels;
using ImageForge.Imaging.Vips;
using ImageForge.Runner.Plans;

namespace ImageForge.Runner.Pictures;

/// <summary>Writes pictures as the plan's output asks for.</summary>
internal sealed class PictureEncoder(RunPlan plan)
{
    /// <summary>Refuses what no file can be written for.</summary>
    /// <exception cref="PlanInvalidException">The format lacks the bit depth, or its library is missing.</exception>
    public static void Check(OutputPlan output)
    {
        var format = output.Format;
        if (!format.BitDepths().Contains(output.BitDepth))
        {
            throw new PlanInvalidException(
                $"work.output.bitDepth {output.BitDepth} is not one of {format.Name()}: {string.Join(" or ", format.BitDepths())}"
            );
        }

        if (format.NeedsVips() && VipsLibrary.Find() is null)
        {
            throw new PlanInvalidException($"work.output.format: {VipsLibrary.Missing(format.Name()).Message}");
        }
    }

    /// <summary>Whether files keep the light of the scene, above 1 where it shines.</summary>
    public static bool KeepsLight(OutputPlan output) => output.Format == ImageFormat.Exr;

    /// <summary>The file of one picture.</summary>
    /// <param name="picture">The picture.</param>
    /// <param name="seed">The seed that it was made with, if any.</param>
    /// <param name="derived">Whether pixels come from 8-bit files.</param>
    public byte[] Encode(PixelBuffer picture, long? seed, bool derived)
    {
        var output = plan.Work.Output;
        var options = new EncodeOptions
        {
            Format = output.Format,
            BitDepth = output.BitDepth,
            Quality = output.Quality,
            Compression = output.CompressionLevel,
            Lossless = output.Lossless == true,
            Metadata = output.Metadata ? Metadata(seed) : null,
            Derived = derived,
        };
        return ImageEncoder.Encode(picture, options);
    }

    private ImageMetadata Metadata(long? seed) =>
        new()
        {
            Software = $"ImageForge {RunnerVersion.Current}",
            Description = plan.Work is GenerateWork { Prompt.Text: { Length: > 0 } prompt } ? prompt : null,
            Seed = seed?.ToString(CultureInfo.InvariantCulture),
            PlanHash = plan.PlanHash,
            Properties = plan.Work.Output.Properties is { Count: > 0 } own ? Text(own) : null,
        };

    private static string Text(IReadOnlyDictionary<string, string> properties) =>
        Encoding.UTF8.GetString(
            CanonicalJson.Write(new JsonObject(properties.Select(p => KeyValuePair.Create(p.Key, (JsonNode?)p.Value))))
        );
}

/// <summary>A composed picture as a file.</summary>
/// <param name="File">The file's bytes.</param>
/// <param name="Width">Width in pixels.</param>
/// <param name="Height">Height in pixels.</param>
/// <param name="Hitboxes">Where the signals' assets are.</param>
internal sealed record EncodedPicture(byte[] File, int Width, int Height, IReadOnlyList<Hitbox> Hitboxes)
{
    /// <summary>What was left out of it, or stands in for it.</summary>
    public IReadOnlyList<Warning> Warnings { get; init; } = [];
}
