using System.Globalization;
using ImageForge.Contracts.Plans;
using ImageForge.Imaging.Pixels;
using ImageForge.Imaging.Png;

namespace ImageForge.Runner.Composing;

/// <summary>Writes pictures as the plan's output asks for.</summary>
internal sealed class PictureEncoder(RunPlan plan)
{
    /// <summary>The file of one picture.</summary>
    /// <param name="picture">The picture.</param>
    /// <param name="seed">The seed that it was made with, if any.</param>
    public byte[] Encode(PixelBuffer picture, long? seed)
    {
        var options = new PngOptions { BitDepth = plan.Work.Output.BitDepth, Texts = [.. Texts(seed)] };
        return PngEncoder.Encode(
            picture,
            plan.Work.Output.CompressionLevel is { } level ? options with { CompressionLevel = level } : options
        );
    }

    private IEnumerable<PngText> Texts(long? seed)
    {
        if (!plan.Work.Output.Metadata)
        {
            yield break;
        }

        yield return new("Software", "ImageForge");
        yield return new("ImageForge Plan", plan.PlanHash);
        if (seed is { } number)
        {
            yield return new("ImageForge Seed", number.ToString(CultureInfo.InvariantCulture));
        }

        if (plan.Work is GenerateWork { Prompt.Text: { Length: > 0 } prompt })
        {
            yield return new("Description", prompt);
        }
    }
}
