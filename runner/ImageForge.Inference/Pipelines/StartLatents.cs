using ImageForge.Inference.Errors;
using ImageForge.Inference.Schedulers;

namespace ImageForge.Inference.Pipelines;

/// <summary>What denoising begins with: noise, or pictures with noise on them.</summary>
internal sealed class StartLatents(DiffusionModel model, DiffusionRequest request, PlaneSize latent, INoiseSource noise)
{
    private readonly int _count = request.Variants.Count;
    private readonly float[] _mask = MaskOf(request, model.Folder.Factor, latent);
    private float[]? _covered;

    /// <summary>One after the other.</summary>
    public float[] Latents { get; } = new float[request.Variants.Count * latent.Length];

    /// <summary>What is put back after each step; absent where nothing is masked or the model does it itself.</summary>
    public KeptPart? Kept { get; private set; }

    private bool HasMaskChannels => model.Folder.Unet.InChannels > latent.Channels;

    /// <summary>Fills <see cref="Latents"/>.</summary>
    public StartLatents Make(IScheduler scheduler, int from, CancellationToken cancellationToken)
    {
        var drawn = new float[Latents.Length];
        Denoising.Draw(noise, NoiseUse.Start, 0, drawn, latent.Length, _count);
        // An inpainting run of full strength begins with noise alone; elsewhere the picture always shows through.
        var pure = request.Variants[0].Start is null || (request.Mask is not null && request.Strength >= 1);
        var originals = pure && (request.Mask is null || HasMaskChannels) ? [] : Encode(cancellationToken);
        if (pure)
        {
            for (var i = 0; i < Latents.Length; i++)
            {
                Latents[i] = drawn[i] * scheduler.InitNoiseSigma;
            }
        }
        else
        {
            scheduler.AddNoise(originals, drawn, from, Latents);
        }

        if (request.Mask is null)
        {
            return this;
        }

        if (HasMaskChannels)
        {
            _covered = EncodeCovered(cancellationToken);
        }
        else
        {
            Kept = new KeptPart(originals, drawn, _mask);
        }

        return this;
    }

    /// <summary>Gives inpainting models the mask and the picture without what it covers.</summary>
    public void SetExtraChannels(IReadOnlyList<UnetPass> passes)
    {
        if (_covered is null)
        {
            return;
        }

        var extra = new float[_mask.Length + latent.Length];
        foreach (var pass in passes)
        {
            for (var row = 0; row < pass.Rows; row++)
            {
                _mask.CopyTo(extra, 0);
                _covered.AsSpan(row % _count * latent.Length, latent.Length).CopyTo(extra.AsSpan(_mask.Length));
                pass.SetExtraChannels(row, extra);
            }
        }
    }

    private float[] Encode(CancellationToken cancellationToken) =>
        Encode(NoiseUse.Encoding, v => Signed(request.Variants[v].Start!), cancellationToken);

    private float[] EncodeCovered(CancellationToken cancellationToken) =>
        Encode(
            NoiseUse.MaskedEncoding,
            v =>
            {
                var planes = Signed(request.Variants[v].Start!);
                LatentMask.Cover(planes, request.Mask);
                return planes;
            },
            cancellationToken
        );

    private float[] Encode(NoiseUse use, Func<int, float[]> picture, CancellationToken cancellationToken)
    {
        var encoder = model.Encoder(cancellationToken);
        var latents = new float[Latents.Length];
        var drawn = new float[latent.Length];
        var size = new PlaneSize(3, request.Height, request.Width);
        for (var v = 0; v < _count; v++)
        {
            noise.Draw(v, use, 0, drawn);
            var into = latents.AsSpan(v * latent.Length, latent.Length);
            encoder.Encode(picture(v), size, drawn, into, cancellationToken);
            foreach (var value in into)
            {
                if (!float.IsFinite(value))
                {
                    throw new NumericalException(
                        $"the start picture {v + 1} is not finite after encoding: vae_encoder overflows; try an export in single precision"
                    );
                }
            }
        }

        return latents;
    }

    private static float[] Signed(PlanarImage picture)
    {
        var planes = new float[picture.Values.Length];
        for (var i = 0; i < planes.Length; i++)
        {
            planes[i] = 2 * picture.Values[i] - 1;
        }

        return planes;
    }

    private static float[] MaskOf(DiffusionRequest request, int factor, PlaneSize latent)
    {
        if (request.Mask is null)
        {
            return [];
        }

        var whole = request.Mask.ToArray();
        LatentMask.Binarize(whole);
        var reduced = new float[latent.Area];
        LatentMask.Reduce(whole, request.Width, factor, reduced);
        return reduced;
    }
}
