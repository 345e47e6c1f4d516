using ImageForge.Api.Common;
using ImageForge.Contracts.Plans;

namespace ImageForge.Planning.Resolving;

/// <summary>Merges camera settings, field by field.</summary>
internal static class CameraMerger
{
    /// <summary>The settings of the first that has them, or null when none has any.</summary>
    public static CameraPlan? Merge(CameraSpec? first, CameraSpec? second)
    {
        var camera = Combine(first, second);
        var neutral = new CameraPlan();
        return camera is null
            ? null
            : new CameraPlan
            {
                Fov = camera.Fov ?? neutral.Fov,
                Lighting = camera.Lighting ?? neutral.Lighting,
                HdrBloom = camera.HdrBloom ?? neutral.HdrBloom,
                ColorTemp = camera.ColorTemp ?? neutral.ColorTemp,
                Contrast = camera.Contrast ?? neutral.Contrast,
                Exposure = camera.Exposure,
                Tint = camera.Tint,
                Vignette = camera.Vignette,
                Grain = camera.Grain,
                ChromaticAberration = camera.ChromaticAberration,
                DepthHaze = camera.DepthHaze,
                ToneMapping = camera.ToneMapping?.ToString(),
                Angle = camera.Angle?.ToString(),
                Composition = camera.Composition?.ToString(),
            };
    }

    /// <summary>Merges two specs; the first takes precedence.</summary>
    public static CameraSpec? Combine(CameraSpec? first, CameraSpec? second) =>
        first is null || second is null
            ? first ?? second
            : new CameraSpec
            {
                Fov = first.Fov ?? second.Fov,
                Lighting = first.Lighting ?? second.Lighting,
                HdrBloom = first.HdrBloom ?? second.HdrBloom,
                ColorTemp = first.ColorTemp ?? second.ColorTemp,
                Contrast = first.Contrast ?? second.Contrast,
                Exposure = first.Exposure ?? second.Exposure,
                Tint = first.Tint ?? second.Tint,
                Vignette = first.Vignette ?? second.Vignette,
                Grain = first.Grain ?? second.Grain,
                ChromaticAberration = first.ChromaticAberration ?? second.ChromaticAberration,
                DepthHaze = first.DepthHaze ?? second.DepthHaze,
                ToneMapping = first.ToneMapping ?? second.ToneMapping,
                Angle = first.Angle ?? second.Angle,
                Composition = first.Composition ?? second.Composition,
            };
}
