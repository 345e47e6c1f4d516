using ImageForge.Contracts.Plans;

namespace ImageForge.Runner.Inputs;

/// <summary>A picture that a plan names.</summary>
/// <param name="Subject">What warnings call it: its field.</param>
/// <param name="Image">Where it is.</param>
/// <param name="Consequence">What is drawn without it.</param>
internal sealed record InputReference(string Subject, ImageRef Image, string Consequence)
{
    /// <summary>Every picture that a plan names, in the plan's order.</summary>
    public static IReadOnlyList<InputReference> Of(WorkPlan work) =>
        work switch
        {
            GenerateWork generate =>
            [
                .. generate.Compose is { } scene ? OfScene(scene) : [],
                .. generate.Polish is { } polish ? OfPolish(polish) : [],
            ],
            AssembleWork assemble => [.. OfFrames(assemble)],
            _ => [],
        };

    private static IEnumerable<InputReference> OfScene(ComposePlan scene)
    {
        if (scene.Background.Image is { } background)
        {
            yield return Create(background, "compose.background.image", "the built-in background is drawn");
        }

        for (var i = 0; i < scene.Signals.Count; i++)
        {
            if (scene.Signals[i].Image is { } image)
            {
                yield return Create(image, $"compose.signals[{i}].image", "a built-in asset is drawn");
            }
        }

        for (var i = 0; i < scene.Overlays.Count; i++)
        {
            if (scene.Overlays[i].Image is { } image)
            {
                yield return Create(image, $"compose.overlays[{i}].image", "a built-in overlay is laid, or none");
            }
        }

        foreach (var reference in (scene.Layers ?? []).SelectMany(OfLayer))
        {
            yield return reference;
        }
    }

    private static IEnumerable<InputReference> OfPolish(PolishPlan polish)
    {
        const string Consequence = "nothing can stand in for it";
        if (polish.Init is { } init)
        {
            yield return Create(init, "polish.guidanceImages", Consequence);
        }

        if (polish.Mask is { } mask)
        {
            yield return Create(mask, "polish.mask", Consequence);
        }

        for (var i = 0; i < (polish.Controls?.Count ?? 0); i++)
        {
            if (polish.Controls![i].Image is { } image)
            {
                yield return Create(image, $"polish.controls[{i}].image", Consequence);
            }
        }
    }

    private static IEnumerable<InputReference> OfLayer(LayerPlan layer)
    {
        if (layer.Image is { } image)
        {
            yield return Create(image, $"compose.layers[{layer.Name}].image", "the layer is left out");
        }

        if (layer.Mask?.Image is { } mask)
        {
            yield return Create(mask, $"compose.layers[{layer.Name}].mask.image", "the layer shows everywhere");
        }
    }

    private static IEnumerable<InputReference> OfFrames(AssembleWork sheet)
    {
        for (var i = 0; i < sheet.Frames.Count; i++)
        {
            if (ImageOf(sheet.Frames[i]) is { } image)
            {
                yield return Create(image, $"frames[{i}]", "its cell stays empty");
            }
        }
    }

    /// <summary>A frame's picture as a reference into the run's store; null for a frame that failed.</summary>
    public static ImageRef? ImageOf(FramePlan frame) =>
        frame.Key is null ? null : new() { Uri = InputLoader.StorePrefix + frame.Key, Sha256 = frame.Sha256 };

    private static InputReference Create(ImageRef image, string subject, string consequence) =>
        new(image.Origin ?? subject, image, consequence);
}
