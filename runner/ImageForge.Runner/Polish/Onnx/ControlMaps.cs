using ImageForge.Contracts.Plans;
using ImageForge.Inference.Pipelines;
using ImageForge.Runner.Inputs;
using ImageForge.Runner.Models;

namespace ImageForge.Runner.Polish.Onnx;

/// <summary>Makes the maps that ControlNets read.</summary>
internal sealed class ControlMaps(GenerateWork work, UserImages images, ModelPaths paths)
{
    /// <summary>The controls of pictures that start from these.</summary>
    /// <param name="start">The composed layout, for edges of it; absent where nothing is composed.</param>
    public IReadOnlyList<DiffusionControl> Of(PlanarImage? start) =>
        [.. (work.Polish!.Controls ?? []).Select((control, i) => Of(control, i, start))];

    private DiffusionControl Of(ControlPlan control, int index, PlanarImage? start)
    {
        var picture = control.Image is { } image
            ? PlanarPictures.Fitted(images.Require(image), work.Width, work.Height)
            : start
                ?? throw new InputUnusableException(
                    $"spec.polish.controls[{index}].image is required without spec.compose"
                );
        var map = control.Type == ControlType.Canny ? Edges(picture) : picture;
        return new DiffusionControl(map, (float)control.Weight, control.Model is { } own ? paths[own] : null);
    }

    private static PlanarImage Edges(PlanarImage picture)
    {
        byte[] grey = [.. PlanarPictures.Grey(picture).Select(v => (byte)(v * 255f + 0.5f))];
        var edges = ImageForge.Inference.Controls.Canny.Edges(grey, picture.Width);
        var map = new PlanarImage(picture.Width, picture.Height);
        for (var i = 0; i < map.Values.Length; i++)
        {
            map.Values[i] = edges[i % edges.Length] / 255f;
        }

        return map;
    }
}
