using ImageForge.Api;
using ImageForge.Api.AtmosphereProfiles;
using ImageForge.Api.Common;
using ImageForge.Api.GenerationJobs;

namespace ImageForge.Planning.Resolving;

/// <summary>What a profile may ask for and this version does not carry out, unless the job overrules it.</summary>
internal static class UnsupportedProfileFields
{
    public static Problem? Find(GenerationJobSpec job, AtmosphereProfileSpec? profile)
    {
        var atmosphere = job.Compose?.Atmosphere;
        return profile switch
        {
            null => null,
            { Strategy: AtmosphereStrategy.Prompt } when atmosphere?.Strategy is null => Field(
                "strategy",
                "atmosphere is not put into words yet; set compose.atmosphere.strategy of the job to Asset"
            ),
            { WordsInPrompt: true } when atmosphere?.WordsInPrompt is null => Field(
                "wordsInPrompt",
                "atmosphere is not put into words yet; set compose.atmosphere.wordsInPrompt of the job to false"
            ),
            { Style: { Theme: not null } or { Brand: not null } } => Field(
                "style",
                "no rendering back end is carried out yet; remove it from the profile"
            ),
            { Camera: { } camera } when UnsupportedFields.IsTilted(camera) => Field(
                "camera.angle",
                UnsupportedFields.NoAngle
            ),
            { Camera.Composition: not null } => Field("camera.composition", UnsupportedFields.NoComposition),
            { Zones: { } zones }
                when zones.Any(z => DecimalText.Parse(z.Left) != 0 || DecimalText.Parse(z.Right) != 1) => Field(
                "zones",
                "zones are as wide as the picture; remove left and right from the profile's zones"
            ),
            _ => null,
        };
    }

    private static Problem Field(string path, string remedy) =>
        new(
            Reasons.NotSupported,
            $"spec.{path} of the AtmosphereProfile is not carried out by this version: {remedy}."
        );
}
