using ImageForge.Inference.Pipelines;
using ImageForge.Inference.Tests.Golden;

namespace ImageForge.Inference.Tests.Pipelines;

/// <summary>The noise that was drawn when a case was recorded.</summary>
internal sealed class RecordedNoise(string folder) : INoiseSource
{
    public void Draw(int variant, NoiseUse use, int index, Span<float> into)
    {
        var npy = Npy.Read(FileOf(use));
        // Draws of steps are kept as [draw, variant, ...], all others as [variant, ...].
        var at = use == NoiseUse.Step ? index * npy.Shape[1] + variant : variant;
        npy.Values.AsSpan(at * into.Length, into.Length).CopyTo(into);
    }

    private string FileOf(NoiseUse use)
    {
        string[] names = use switch
        {
            NoiseUse.Start => ["added_noise", "initial_latents"],
            NoiseUse.Encoding => ["vae_noise"],
            NoiseUse.MaskedEncoding => ["vae_noise_masked"],
            _ => ["step_noise"],
        };
        return names.Select(n => Path.Combine(folder, n + ".npy")).FirstOrDefault(File.Exists)
            ?? throw new InvalidOperationException(
                $"{folder} has no noise for {use}: it was not drawn when it was recorded"
            );
    }
}
