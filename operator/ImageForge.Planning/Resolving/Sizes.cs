using ImageForge.Api.GenerationJobs;

namespace ImageForge.Planning.Resolving;

/// <summary>The sizes behind the presets.</summary>
internal static class Sizes
{
    /// <summary>Width and height in pixels; without a size, that of the preset Standard.</summary>
    public static (int Width, int Height) Of(ImageSize? size) =>
        size is { Width: { } width, Height: { } height }
            ? (width, height)
            : (size?.Preset ?? SizePreset.Standard) switch
            {
                SizePreset.Thumbnail => (256, 256),
                SizePreset.Card => (512, 512),
                SizePreset.Banner => (1920, 1080),
                SizePreset.WideCard => (1280, 720),
                SizePreset.Portrait => (768, 1024),
                // The API server lets no Custom pass without width and height.
                _ => (1024, 1024),
            };
}
