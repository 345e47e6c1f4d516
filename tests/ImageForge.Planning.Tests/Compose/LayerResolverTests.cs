using System.Text.Json.Nodes;
using ImageForge.Contracts.Plans;
using ImageForge.Planning.Resolving;
using Xunit;

namespace ImageForge.Planning.Tests.Compose;

public class LayerResolverTests
{
    private static readonly OperatorDefaults Defaults = new() { StoreUri = "s3://b", AllowFileUris = true };

    public static TheoryData<string, string> Refusals =>
        new()
        {
            {
                """{"name":"logo","image":{"builtin":"unicorn"}}""",
                "spec.compose.layers[logo].image.builtin: unknown built-in asset 'unicorn'; known assets: transportation-tram, "
            },
            {
                """{"name":"logo","image":{"uri":"https://example.com/a.png","secretRef":{"name":"x"}}}""",
                "spec.compose.layers[logo].image is not supported in this version: "
            },
            {
                """{"name":"logo","color":"#ffffff","mask":{"image":{"builtin":"tram"}}}""",
                "spec.compose.layers[logo].mask.image.builtin: built-in images cannot be used as masks"
            },
            {
                """{"name":"sky","gradient":{"stops":[{"color":"#ffffff","position":0.8},{"color":"#000000","position":0.2}]}}""",
                "spec.compose.layers[sky].gradient.stops: positions must be in ascending order"
            },
            {
                """{"name":"title","text":{"content":"\u0645\u0631\u062d\u0628\u0627"}}""",
                "spec.compose.layers[title].text.content contains Arabic (U+0645), which the built-in typefaces do not have"
            },
            {
                """{"name":"title","text":{"content":"\u05e9\u05dc\u05d5\u05dd"}}""",
                "spec.compose.layers[title].text.content contains Hebrew (U+05E9), "
            },
            {
                """{"name":"title","text":{"content":"\u0928\u092e\u0938\u094d\u0924\u0947"}}""",
                "spec.compose.layers[title].text.content contains an Indic script (U+0928), "
            },
            {
                """{"name":"title","text":{"content":"a","fonts":[{"source":{"builtin":"lanterns"}}]}}""",
                "spec.compose.layers[title].text.fonts[0].source.builtin: built-in images are not fonts; use text.typeface."
            },
            {
                """{"name":"title","text":{"content":"a","fonts":[{"source":{"uri":"s3://other/a.ttf"}}]}}""",
                "spec.compose.layers[title].text.fonts[0].source is not supported in this version"
            },
            {
                """{"name":"title","text":{"content":"a\u0007b"}}""",
                "spec.compose.layers[title].text.content contains a control character (U+0007); "
            },
        };

    [Theory]
    [MemberData(nameof(Refusals))]
    public void What_is_wrong_names_the_layer(string layer, string message)
    {
        var refused = Assert.IsType<Resolution.Refused>(Resolve(layer));
        Assert.StartsWith(message, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Line_endings_tabs_and_what_is_invisible_are_accepted() =>
        Assert.IsType<Resolution.Ready>(
            Resolve(
                """{"name":"title","text":{"content":"a\tb\nc\r\nd\u2028e\u2029f\u0085g\u00adh\u200bi\u2764\ufe0f"}}"""
            )
        );

    [Theory]
    [InlineData("Cafe\u0301 \u0416 \u03a9")]
    [InlineData("Vie\u0323\u0302t x\u0325")]
    [InlineData("a\u200db \u202ec\u202c \u2066d\u2069\u200f")]
    public void Marks_joiners_and_directions_are_the_shapers(string content) =>
        Assert.Equal(content, Layer($$$"""{"name":"title","text":{"content":"{{{content}}}"}}""").Text!.Content);

    [Fact]
    public void Fonts_are_inputs_as_images_are_and_have_any_script()
    {
        var text = Layer(
            """
            {"name":"title","text":{"content":"\u0645\u0631","fonts":[
              {"source":{"configMap":{"name":"brand","key":"amiri.ttf"}}},
              {"source":{"uri":"pvc://fonts/noto.ttc","digest":"sha256:0000000000000000000000000000000000000000000000000000000000000001"},"index":3}]}}
            """
        ).Text!;
        Assert.Equal("\u0645\u0631", text.Content);
        Assert.Equal(
            [("configmap://brand/amiri.ttf", null, 0), ("pvc://fonts/noto.ttc", "sha256:" + "1".PadLeft(64, '0'), 3)],
            text.Fonts!.Select(f => (f.Source.Uri, f.Source.Digest, f.Index))
        );
    }

    [Fact]
    public void The_plan_hash_has_the_fonts_and_a_text_without_fonts_keeps_its_hash()
    {
        static string Hash(string fonts) =>
            Assert
                .IsType<Resolution.Ready>(Resolve($$$"""{"name":"title","text":{"content":"a"{{{fonts}}} }}"""))
                .Plan.PlanHash;
        const string Font = """{"source":{"configMap":{"name":"brand","key":"a.ttf"}}}""";
        Assert.Equal(Hash(""), Hash(",\"fonts\":[]"));
        Assert.NotEqual(Hash(""), Hash($",\"fonts\":[{Font}]"));
        Assert.NotEqual(
            Hash($",\"fonts\":[{Font}]"),
            Hash(
                $",\"fonts\":[{Font.Replace("}}}", "},\"digest\":\"sha256:" + new string('1', 64) + "\"}}", StringComparison.Ordinal)}]"
            )
        );
    }

    [Fact]
    public void Stops_without_positions_are_spread()
    {
        var plan = Layer(
            """{"name":"a","gradient":{"stops":[{"color":"#000000"},{"color":"#111111"},{"color":"#222222"},{"color":"#333333","position":0.9}]}}"""
        );
        Assert.Equal([0, 0.3, 0.6, 0.9], plan.Gradient!.Stops.Select(s => Math.Round(s.Position!.Value, 6)));
    }

    [Fact]
    public void A_builtin_image_is_an_asset()
    {
        var plan = Layer("""{"name":"a","image":{"builtin":"lanterns"}}""");
        Assert.Equal(new ImageSource { Builtin = "festivals-lanterns" }, plan.Image);
    }

    [Fact]
    public void Without_layers_the_plan_is_as_it_was()
    {
        var ready = Assert.IsType<Resolution.Ready>(
            JobResolver.Resolve(Given.Job((JsonObject)JsonNode.Parse("""{"compose":{"layers":[]}}""")!), null, Defaults)
        );
        Assert.Null(((GenerateWork)ready.Plan.Work).Compose!.Layers);
    }

    private static LayerSpec Layer(string layer) =>
        Assert.Single(((GenerateWork)Assert.IsType<Resolution.Ready>(Resolve(layer)).Plan.Work).Compose!.Layers!);

    private static Resolution Resolve(string layer) =>
        JobResolver.Resolve(
            Given.Job(SpecWalk.Merged("""{"compose":{"layers":[]}}""", $$$"""{"compose":{"layers":[{{{layer}}}]}}""")),
            null,
            Defaults
        );
}
