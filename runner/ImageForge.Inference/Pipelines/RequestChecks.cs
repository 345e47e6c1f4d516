using ImageForge.Inference.Errors;

namespace ImageForge.Inference.Pipelines;

/// <summary>Validates requests; errors have the numbers.</summary>
internal static class RequestChecks
{
    /// <exception cref="RequestInvalidException">It cannot be run.</exception>
    public static void Check(DiffusionRequest request, ModelFolder folder)
    {
        var step = Math.Max(DiffusionPipeline.SizeStep, folder.Factor);
        if (request.Width % step != 0 || request.Height % step != 0 || request.Width <= 0 || request.Height <= 0)
        {
            throw new RequestInvalidException(
                $"{request.Width}x{request.Height} pixels are not multiples of {step}; the nearest are {Nearest(request.Width, step)}x{Nearest(request.Height, step)}"
            );
        }

        if (request.Guidance < 0 || !float.IsFinite(request.Guidance))
        {
            throw new RequestInvalidException($"a guidance of {request.Guidance} is below 0");
        }

        var starts = request.Variants.Count(v => v.Start is not null);
        if (starts != 0 && starts != request.Variants.Count)
        {
            throw new RequestInvalidException(
                $"{starts} of {request.Variants.Count} variants have a picture to start from"
            );
        }

        CheckSizes(request);
        CheckMask(request, folder, starts > 0);
    }

    private static void CheckSizes(DiffusionRequest request)
    {
        var pictures = request.Variants.Select(v => v.Start).Concat(request.Controls.Select(c => c.Map));
        foreach (var picture in pictures)
        {
            if (picture is not null && (picture.Width != request.Width || picture.Height != request.Height))
            {
                throw new RequestInvalidException(
                    $"a picture of {picture.Width}x{picture.Height} pixels was given for one of {request.Width}x{request.Height}"
                );
            }
        }
    }

    private static void CheckMask(DiffusionRequest request, ModelFolder folder, bool starts)
    {
        var inpaints = folder.Unet.InChannels > folder.Vae.LatentChannels;
        if (request.Mask is null)
        {
            if (inpaints)
            {
                throw new RequestInvalidException("the model is one for inpainting: it needs a mask and a picture");
            }

            return;
        }

        if (!starts)
        {
            throw new RequestInvalidException("a mask needs a picture to start from");
        }

        if (request.Mask.Length != request.Width * request.Height)
        {
            throw new RequestInvalidException(
                $"a mask of {request.Mask.Length} pixels was given for {request.Width}x{request.Height}"
            );
        }
    }

    private static int Nearest(int side, int step) => Math.Max(step, (side + step / 2) / step * step);
}
