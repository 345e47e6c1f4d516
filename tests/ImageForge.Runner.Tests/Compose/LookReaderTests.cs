using ImageForge.Contracts.Plans;
using ImageForge.Imaging.Looks;
using ImageForge.Imaging.Pixels;
using ImageForge.Runner.Compose;
using ImageForge.Runner.Inputs;
using ImageForge.Runner.Plans;
using ImageForge.Scenes;
using Xunit;

namespace ImageForge.Runner.Tests.Compose;

public sealed class LookReaderTests
{
    [Fact]
    public void Camera_and_style_of_the_plan_reach_the_scene_field_by_field()
    {
        var camera = new CameraSpec
        {
            Fov = 35,
            Lighting = 40,
            HdrBloom = 50,
            ColorTemp = 3200,
            Contrast = 70,
            Exposure = -0.5,
            Tint = 12,
            Vignette = 20,
            Grain = 30,
            ChromaticAberration = 15,
            DepthHaze = 25,
            ToneMapping = ToneMapping.Aces,
            Angle = CameraAngle.WormsEye,
            Composition = CompositionRule.GoldenRatio,
        };
        var scene = Read(
            camera,
            new StyleSpec
            {
                Theme = Theme.Vintage,
                Brand = new() { Colors = ["#7a1fa2", "#ffb300"] },
            }
        );
        Assert.Equal(
            new Look
            {
                Fov = 35,
                Lighting = 40,
                HdrBloom = 50,
                ColorTemp = 3200,
                Contrast = 70,
                Exposure = -0.5,
                Tint = 12,
                Vignette = 20,
                Grain = 30,
                ChromaticAberration = 15,
                DepthHaze = 25,
                ToneMapping = ToneMapping.Aces,
            },
            scene.Look
        );
        Assert.Equal(CameraAngle.WormsEye, scene.Angle);
        Assert.Equal(CompositionRule.GoldenRatio, scene.CompositionRule);
        Assert.Equal(Theme.Vintage, scene.Style.Theme);
        Assert.Equal([LinearColor.Parse("#7a1fa2"), LinearColor.Parse("#ffb300")], scene.Style.Brand);
    }

    [Fact]
    public void Absent_fields_are_the_defaults()
    {
        var scene = Read(new CameraSpec(), null);
        Assert.Equal(new Look(), scene.Look);
        Assert.Equal(CameraAngle.EyeLevel, scene.Angle);
        Assert.Null(scene.CompositionRule);
    }

    [Theory]
    [InlineData((CameraAngle)8, null, null, "camera.angle '8' is unknown: ")]
    [InlineData(null, (CompositionRule)7, null, "camera.composition '7' is unknown: ")]
    [InlineData(null, null, 5.0, "camera.exposure 5 is not between -4 and 4")]
    public void What_is_unknown_or_out_of_range_is_refused_by_name(
        CameraAngle? angle,
        CompositionRule? composition,
        double? exposure,
        string field
    )
    {
        var camera = new CameraSpec
        {
            Angle = angle,
            Composition = composition,
            Exposure = exposure,
        };
        var error = Assert.Throws<PlanInvalidException>(() =>
            PlanChecks.CheckRanges(new ComposePlan { Camera = camera }, "compose")
        );
        Assert.Contains(field, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Brand_colour_that_is_none_is_refused_by_name()
    {
        var error = Assert.Throws<PlanInvalidException>(() =>
            Read(new CameraSpec(), new StyleSpec { Brand = new() { Colors = ["red"] } })
        );
        Assert.Contains("style.brand", error.Message, StringComparison.Ordinal);
    }

    private static Scene Read(CameraSpec camera, StyleSpec? style) =>
        SceneReader.Read(
            new GenerateWork
            {
                Width = 64,
                Height = 48,
                Seed = 1,
                Variants = 1,
                Output = new OutputPlan { Format = ImageFormat.Png },
            },
            new ComposePlan { Camera = camera, Style = style },
            0,
            UserImages.None
        );
}
