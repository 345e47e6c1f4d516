using System.Text.Json;
using System.Text.Json.Nodes;
using ImageForge.Api;
using ImageForge.Api.GenerationJobs;
using ImageForge.Planning.Pods;
using ImageForge.Planning.Resolving;
using ImageForge.Planning.Tests.Jobs;
using k8s.Models;
using Xunit;

namespace ImageForge.Planning.Tests.Resolving;

/// <summary>No field of the spec is ignored: each one changes something, or is refused, or is known to concern people only.</summary>
public class SpecFieldsTests
{
    private const string Base =
        """{"compose":{"signals":[{"category":"weather","tag":"rain","score":-0.8}],"atmosphere":{}}}""";

    private const string Overlay =
        """{"compose":{"atmosphere":{"overlays":[{"category":"weather","tag":"rain","image":{"uri":"file:///a.png"}}]}}}""";

    private const string Asset =
        """{"compose":{"assets":[{"category":"weather","tag":"rain","image":{"uri":"file:///a.png"}}]}}""";

    private const string Colored = """{"compose":{"layers":[{"name":"a","color":"#102030","left":0.1}]}}""";

    private const string Graded =
        """{"compose":{"layers":[{"name":"a","gradient":{"angle":10,"stops":[{"color":"#102030"},{"color":"#405060","position":0.5}]}}]}}""";

    private const string Noisy =
        """{"compose":{"layers":[{"name":"a","noise":{"from":"#102030","to":"#405060","size":0.1,"detail":2}}]}}""";

    private const string Written = """{"compose":{"layers":[{"name":"a","text":{"content":"Harbour","size":0.1}}]}}""";

    private const string Masked =
        """{"compose":{"layers":[{"name":"a","color":"#102030","mask":{"image":{"uri":"file:///a.png"}}}]}}""";

    private const string MaskedByGradient =
        """{"compose":{"layers":[{"name":"a","color":"#102030","mask":{"gradient":{"stops":[{"color":"#ffffff"},{"color":"#ffffff00"}]}}}]}}""";

    private const string Claimed = """{"runner":{"resourceClaims":[{"name":"g","resourceClaimTemplateName":"one"}]}}""";

    private const string Env = """{"env":[{"name":"TZ","value":"UTC"}]}""";

    private const string Ephemeral =
        """{"volumes":[{"name":"a","ephemeral":{"volumeClaimTemplate":{"spec":{"accessModes":["ReadWriteOnce"],"storageClassName":"fast","resources":{"requests":{"storage":"1Gi"}}}}}}]}""";

    private const string Rendered =
        """{"size":{"preset":"Card"},"polish":{"backend":"Onnx","model":{"uri":"s3://models/sd"}}}""";

    private const string Styled = """{"polish":{"backend":"OnnxStyle","model":{"uri":"s3://models/candy.onnx"}}}""";

    private const string S3 = """{"output":{"storage":{"uri":"s3://b"}}}""";

    private const string Pictured = """{"compose":{"layers":[{"name":"a","image":{"uri":"file:///a.png"}}]}}""";

    /// <summary>Fields that change nothing that a program could see, and why.</summary>
    private static readonly Dictionary<string, string> Metadata = new()
    {
        ["priority"] = "the order in which jobs start: no job shows it alone, and the operator's SlotTests do",
        ["tags"] = "words to find the images by: they stay on the job",
        ["style.brand.name"] = "a word for prompts: what is composed without one has no place for it",
        ["style.brand.style"] = "words for prompts: what is composed without one has no place for them",
        ["polish.model.name"] = "what services call a model: refused where a model is loaded from an address",
        ["budget.maxCents"] = "all that is carried out costs nothing, which no budget forbids",
    };

    public static TheoryData<string, string, string> Consumed =>
        new()
        {
            {
                "onMissingInput",
                Pictured,
                """{"onMissingInput":"Skip","compose":{"layers":[{"name":"a","image":{"uri":"file:///a.png"}}]}}"""
            },
            { "variants", "{}", """{"variants":2}""" },
            { "seed", "{}", """{"seed":5}""" },
            { "size.preset", "{}", """{"size":{"preset":"Card"}}""" },
            { "size.width", """{"size":{"width":300,"height":400}}""", """{"size":{"width":500,"height":400}}""" },
            { "size.height", """{"size":{"width":300,"height":400}}""", """{"size":{"width":300,"height":500}}""" },
            { "prompt.text", "{}", """{"prompt":{"text":"a harbour"}}""" },
            { "prompt.structured", "{}", """{"prompt":{"structured":{"short_description":"a harbour"}}}""" },
            { "prompt.negative", "{}", """{"prompt":{"negative":"text"}}""" },
            { "compose.background.image", "{}", """{"compose":{"background":{"image":{"uri":"file:///a.png"}}}}""" },
            { "compose.background.color", "{}", """{"compose":{"background":{"color":"#102030"}}}""" },
            { "compose.timeOfDay", "{}", """{"compose":{"timeOfDay":"night"}}""" },
            { "compose.genre", "{}", """{"compose":{"genre":"noir"}}""" },
            {
                "compose.signals.category",
                "{}",
                """{"compose":{"signals":[{"category":"crime","tag":"rain","score":-0.8}]}}"""
            },
            {
                "compose.signals.tag",
                "{}",
                """{"compose":{"signals":[{"category":"weather","tag":"snow","score":-0.8}]}}"""
            },
            {
                "compose.signals.score",
                "{}",
                """{"compose":{"signals":[{"category":"weather","tag":"rain","score":0.8}]}}"""
            },
            {
                "compose.zones.name",
                """{"compose":{"zones":[{"name":"sky","top":0.1,"bottom":0.2}]}}""",
                """{"compose":{"zones":[{"name":"city","top":0.1,"bottom":0.2}]}}"""
            },
            {
                "compose.zones.top",
                """{"compose":{"zones":[{"name":"sky","top":0,"bottom":0.2}]}}""",
                """{"compose":{"zones":[{"name":"sky","top":0.1,"bottom":0.2}]}}"""
            },
            {
                "compose.zones.bottom",
                """{"compose":{"zones":[{"name":"sky","top":0,"bottom":0.2}]}}""",
                """{"compose":{"zones":[{"name":"sky","top":0,"bottom":0.1}]}}"""
            },
            {
                "compose.zones.left",
                """{"compose":{"zones":[{"name":"sky","top":0,"bottom":0.2}]}}""",
                """{"compose":{"zones":[{"name":"sky","top":0,"bottom":0.2,"left":0.1}]}}"""
            },
            {
                "compose.zones.right",
                """{"compose":{"zones":[{"name":"sky","top":0,"bottom":0.2}]}}""",
                """{"compose":{"zones":[{"name":"sky","top":0,"bottom":0.2,"right":0.9}]}}"""
            },
            { "compose.hitboxes", "{}", """{"compose":{"hitboxes":"Status"}}""" },
            {
                "compose.background.fit",
                """{"compose":{"background":{"image":{"uri":"file:///a.png"}}}}""",
                """{"compose":{"background":{"image":{"uri":"file:///a.png"},"fit":"Contain"}}}"""
            },
            {
                "compose.background.gradient",
                "{}",
                """{"compose":{"background":{"gradient":{"stops":[{"color":"#102030"},{"color":"#405060"}]}}}}"""
            },
            {
                "compose.signals.description",
                """{"compose":{"atmosphere":{"strategy":"Prompt"}}}""",
                """{"compose":{"atmosphere":{"strategy":"Prompt"},"signals":[{"category":"weather","tag":"rain","score":-0.8,"description":"a cloudburst"}]}}"""
            },
            { "compose.atmosphere.strategy", "{}", """{"compose":{"atmosphere":{"strategy":"Prompt"}}}""" },
            { "compose.atmosphere.wordsInPrompt", "{}", """{"compose":{"atmosphere":{"wordsInPrompt":true}}}""" },
            {
                "compose.atmosphere.mood",
                """{"compose":{"atmosphere":{"wordsInPrompt":true}}}""",
                """{"compose":{"atmosphere":{"wordsInPrompt":true,"mood":"calm"}}}"""
            },
            { "compose.categoryZones", "{}", """{"compose":{"categoryZones":{"weather":"street"}}}""" },
            { "compose.assets.category", Asset, Asset.Replace("weather", "crime", StringComparison.Ordinal) },
            { "compose.assets.tag", Asset, Asset.Replace("rain", "snow", StringComparison.Ordinal) },
            {
                "compose.assets.sign",
                Asset,
                Asset.Replace("\"tag\"", "\"sign\":\"Positive\",\"tag\"", StringComparison.Ordinal)
            },
            { "compose.assets.image", Asset, Asset.Replace("a.png", "b.png", StringComparison.Ordinal) },
            { "compose.layers.name", Colored, Colored.Replace("\"a\"", "\"b\"", StringComparison.Ordinal) },
            { "compose.layers.color", Colored, Colored.Replace("#102030", "#102031", StringComparison.Ordinal) },
            { "compose.layers.left", Colored, Colored.Replace("0.1", "0.2", StringComparison.Ordinal) },
            {
                "compose.layers.top",
                Colored,
                Colored.Replace("\"left\":", "\"top\":0.1,\"left\":", StringComparison.Ordinal)
            },
            {
                "compose.layers.scale",
                Colored,
                Colored.Replace("\"left\":", "\"scale\":2,\"left\":", StringComparison.Ordinal)
            },
            {
                "compose.layers.opacity",
                Colored,
                Colored.Replace("\"left\":", "\"opacity\":0.2,\"left\":", StringComparison.Ordinal)
            },
            {
                "compose.layers.width",
                Colored,
                Colored.Replace("\"left\":", "\"width\":0.2,\"left\":", StringComparison.Ordinal)
            },
            {
                "compose.layers.height",
                Colored,
                Colored.Replace("\"left\":", "\"height\":0.2,\"left\":", StringComparison.Ordinal)
            },
            {
                "compose.layers.anchor",
                Colored,
                Colored.Replace("\"left\":", "\"anchor\":\"Top\",\"left\":", StringComparison.Ordinal)
            },
            {
                "compose.layers.plane",
                Colored,
                Colored.Replace("\"left\":", "\"plane\":\"Top\",\"left\":", StringComparison.Ordinal)
            },
            {
                "compose.layers.blend",
                Colored,
                Colored.Replace("\"left\":", "\"blend\":\"color-dodge\",\"left\":", StringComparison.Ordinal)
            },
            {
                "compose.layers.rotation",
                Colored,
                Colored.Replace("\"left\":", "\"rotation\":20,\"left\":", StringComparison.Ordinal)
            },
            {
                "compose.layers.image",
                Colored,
                Colored.Replace(
                    "\"color\":\"#102030\"",
                    "\"image\":{\"builtin\":\"lanterns\"}",
                    StringComparison.Ordinal
                )
            },
            { "compose.layers.gradient.angle", Graded, Graded.Replace("10,", "20,", StringComparison.Ordinal) },
            {
                "compose.layers.gradient.shape",
                Graded,
                Graded.Replace("\"angle\"", "\"shape\":\"Radial\",\"angle\"", StringComparison.Ordinal)
            },
            {
                "compose.layers.gradient.stops.color",
                Graded,
                Graded.Replace("#102030", "#102031", StringComparison.Ordinal)
            },
            {
                "compose.layers.gradient.stops.position",
                Graded,
                Graded.Replace("0.5", "0.6", StringComparison.Ordinal)
            },
            { "compose.layers.noise.from", Noisy, Noisy.Replace("#102030", "#102031", StringComparison.Ordinal) },
            { "compose.layers.noise.to", Noisy, Noisy.Replace("#405060", "#405061", StringComparison.Ordinal) },
            { "compose.layers.noise.size", Noisy, Noisy.Replace("0.1", "0.2", StringComparison.Ordinal) },
            {
                "compose.layers.noise.detail",
                Noisy,
                Noisy.Replace("\"detail\":2", "\"detail\":3", StringComparison.Ordinal)
            },
            {
                "compose.layers.noise.seed",
                Noisy,
                Noisy.Replace("\"detail\"", "\"seed\":3,\"detail\"", StringComparison.Ordinal)
            },
            { "compose.layers.text.content", Written, Written.Replace("Harbour", "Harbor", StringComparison.Ordinal) },
            { "compose.layers.text.size", Written, Written.Replace("0.1", "0.2", StringComparison.Ordinal) },
            {
                "compose.layers.text.fonts.source",
                Written,
                """{"compose":{"layers":[{"name":"a","text":{"content":"Harbour","size":0.1,"fonts":[{"source":{"configMap":{"name":"f","key":"a.ttf"}}}]}}]}}"""
            },
            {
                "compose.layers.text.fonts.index",
                """{"compose":{"layers":[{"name":"a","text":{"content":"Harbour","size":0.1,"fonts":[{"source":{"configMap":{"name":"f","key":"a.ttf"}}}]}}]}}""",
                """{"compose":{"layers":[{"name":"a","text":{"content":"Harbour","size":0.1,"fonts":[{"index":1,"source":{"configMap":{"name":"f","key":"a.ttf"}}}]}}]}}"""
            },
            {
                "compose.layers.text.lineHeight",
                Written,
                Written.Replace("\"size\"", "\"lineHeight\":1.5,\"size\"", StringComparison.Ordinal)
            },
            {
                "compose.layers.text.color",
                Written,
                Written.Replace("\"size\"", "\"color\":\"#ff0000\",\"size\"", StringComparison.Ordinal)
            },
            {
                "compose.layers.text.typeface",
                Written,
                Written.Replace("\"size\"", "\"typeface\":\"Serif\",\"size\"", StringComparison.Ordinal)
            },
            {
                "compose.layers.text.weight",
                Written,
                Written.Replace("\"size\"", "\"weight\":\"Regular\",\"size\"", StringComparison.Ordinal)
            },
            {
                "compose.layers.text.align",
                Written,
                Written.Replace("\"size\"", "\"align\":\"Right\",\"size\"", StringComparison.Ordinal)
            },
            { "compose.layers.mask.image", Masked, Masked.Replace("a.png", "b.png", StringComparison.Ordinal) },
            {
                "compose.layers.mask.channel",
                Masked,
                Masked.Replace("\"image\"", "\"channel\":\"Luminance\",\"image\"", StringComparison.Ordinal)
            },
            {
                "compose.layers.mask.gradient.angle",
                MaskedByGradient,
                MaskedByGradient.Replace("\"stops\"", "\"angle\":10,\"stops\"", StringComparison.Ordinal)
            },
            {
                "compose.layers.mask.gradient.shape",
                MaskedByGradient,
                MaskedByGradient.Replace("\"stops\"", "\"shape\":\"Radial\",\"stops\"", StringComparison.Ordinal)
            },
            {
                "compose.layers.mask.gradient.stops.color",
                MaskedByGradient,
                MaskedByGradient.Replace("#ffffff", "#fffff0", StringComparison.Ordinal)
            },
            {
                "compose.layers.mask.gradient.stops.position",
                MaskedByGradient,
                MaskedByGradient.Replace("#ffffff\"", "#ffffff\",\"position\":0.3", StringComparison.Ordinal)
            },
            {
                "compose.atmosphere.profileRef.name",
                "{}",
                """{"compose":{"atmosphere":{"profileRef":{"name":"monsoon"}}}}"""
            },
            { "compose.atmosphere.intensity", "{}", """{"compose":{"atmosphere":{"intensity":0.5}}}""" },
            {
                "compose.atmosphere.overlays.category",
                Overlay,
                Overlay.Replace("weather", "crime", StringComparison.Ordinal)
            },
            { "compose.atmosphere.overlays.tag", Overlay, Overlay.Replace("rain", "snow", StringComparison.Ordinal) },
            {
                "compose.atmosphere.overlays.image",
                Overlay,
                Overlay.Replace("a.png", "b.png", StringComparison.Ordinal)
            },
            {
                "compose.atmosphere.overlays.blend",
                Overlay,
                Overlay.Replace("\"tag\"", "\"blend\":\"screen\",\"tag\"", StringComparison.Ordinal)
            },
            {
                "compose.atmosphere.overlays.opacity",
                Overlay,
                Overlay.Replace("\"tag\"", "\"opacity\":0.5,\"tag\"", StringComparison.Ordinal)
            },
            { "polish.camera.fov", "{}", """{"polish":{"camera":{"fov":35}}}""" },
            { "polish.camera.lighting", "{}", """{"polish":{"camera":{"lighting":35}}}""" },
            { "polish.camera.hdrBloom", "{}", """{"polish":{"camera":{"hdrBloom":35}}}""" },
            { "polish.camera.colorTemp", "{}", """{"polish":{"camera":{"colorTemp":3500}}}""" },
            { "polish.camera.contrast", "{}", """{"polish":{"camera":{"contrast":35}}}""" },
            { "style.theme", "{}", """{"style":{"theme":"vintage"}}""" },
            { "style.brand.colors", "{}", """{"style":{"brand":{"colors":["#7a1fa2"]}}}""" },
            { "polish.camera.angle", "{}", """{"polish":{"camera":{"angle":"low"}}}""" },
            { "polish.camera.composition", "{}", """{"polish":{"camera":{"composition":"centered"}}}""" },
            { "polish.camera.exposure", "{}", """{"polish":{"camera":{"exposure":-0.5}}}""" },
            { "polish.camera.tint", "{}", """{"polish":{"camera":{"tint":-20}}}""" },
            { "polish.camera.vignette", "{}", """{"polish":{"camera":{"vignette":40}}}""" },
            { "polish.camera.grain", "{}", """{"polish":{"camera":{"grain":40}}}""" },
            { "polish.camera.chromaticAberration", "{}", """{"polish":{"camera":{"chromaticAberration":40}}}""" },
            { "polish.camera.depthHaze", "{}", """{"polish":{"camera":{"depthHaze":40}}}""" },
            { "polish.camera.toneMapping", "{}", """{"polish":{"camera":{"toneMapping":"ACES"}}}""" },
            { "quality", Rendered, SpecWalk.Merged(Rendered, """{"quality":"High"}""").ToJsonString() },
            { "polish.backend", "{}", Rendered },
            { "polish.provider", Rendered, Polish("\"provider\":\"Cpu\"") },
            {
                "polish.model.uri",
                Rendered,
                Rendered.Replace("s3://models/sd", "s3://models/xl", StringComparison.Ordinal)
            },
            { "polish.model.endpoint", Rendered, Model("\"endpoint\":\"http://minio:9000\"") },
            { "polish.model.region", Rendered, Model("\"region\":\"eu-west-1\"") },
            { "polish.model.secretRef.name", Rendered, Model("\"secretRef\":{\"name\":\"hub\"}") },
            { "polish.model.digest", Rendered, Model($"\"digest\":\"sha256:{new string('a', 64)}\"") },
            { "polish.steps", Rendered, Polish("\"steps\":30") },
            { "polish.strength", Rendered, Polish("\"strength\":0.5") },
            { "polish.guidance", Rendered, Polish("\"guidance\":7") },
            { "polish.scheduler", Rendered, Polish("\"scheduler\":\"PNDM\"") },
            { "polish.mask", Rendered, Polish("\"mask\":{\"uri\":\"file:///m.png\"}") },
            { "polish.longPrompts", Rendered, Polish("\"longPrompts\":\"Chunk\"") },
            { "polish.promptWeights", Rendered, Polish("\"promptWeights\":true") },
            { "polish.network.layout", Styled, Network("\"layout\":\"NHWC\"") },
            { "polish.network.range", Styled, Network("\"range\":\"Byte\"") },
            { "polish.network.channels", Styled, Network("\"channels\":\"BGR\"") },
            { "polish.controls.type", Rendered, Polish("\"controls\":[{\"type\":\"Canny\"}]") },
            {
                "polish.controls.weight",
                Polish("\"controls\":[{\"type\":\"Canny\"}]"),
                Polish("\"controls\":[{\"type\":\"Canny\",\"weight\":0.3}]")
            },
            {
                "polish.controls.image",
                Polish("\"controls\":[{\"type\":\"Canny\"}]"),
                Polish("\"controls\":[{\"type\":\"Canny\",\"image\":{\"uri\":\"file:///a.png\"}}]")
            },
            {
                "polish.controls.model",
                Polish("\"controls\":[{\"type\":\"Canny\"}]"),
                Polish("\"controls\":[{\"type\":\"Canny\",\"model\":{\"uri\":\"s3://models/canny\"}}]")
            },
            {
                "polish.guidanceImages.image",
                Rendered,
                Polish("\"guidanceImages\":[{\"role\":\"Reference\",\"image\":{\"uri\":\"file:///a.png\"}}]")
            },
            { "polish.onFailure", Rendered, Polish("\"onFailure\":\"DeliverComposed\"") },
            { "polish.timeout", Rendered, Polish("\"timeout\":\"5m\"") },
            {
                "runner.onGpuMissing",
                SpecWalk.Merged(Rendered, """{"runner":{"gpu":{}}}""").ToJsonString(),
                SpecWalk.Merged(Rendered, """{"runner":{"gpu":{},"onGpuMissing":"UseCpu"}}""").ToJsonString()
            },
            { "output.keyTemplate", "{}", """{"output":{"keyTemplate":"{variant}.{ext}"}}""" },
            { "output.bitDepth", "{}", """{"output":{"bitDepth":16}}""" },
            { "output.compression", "{}", """{"output":{"compression":9}}""" },
            { "output.format", "{}", """{"output":{"format":"EXR"}}""" },
            { "output.quality", """{"output":{"format":"JPEG"}}""", """{"output":{"format":"JPEG","quality":80}}""" },
            {
                "output.lossless",
                """{"output":{"format":"WebP"}}""",
                """{"output":{"format":"WebP","lossless":true}}"""
            },
            { "output.metadata", "{}", """{"output":{"metadata":{"user":"x"}}}""" },
            { "output.embedMetadata", "{}", """{"output":{"embedMetadata":false}}""" },
            { "output.cdnBaseUrl", "{}", """{"output":{"cdnBaseUrl":"https://cdn.example.com"}}""" },
            { "output.storage.uri", "{}", S3 },
            {
                "output.storage.endpoint",
                S3,
                """{"output":{"storage":{"endpoint":"http://minio:9000","uri":"s3://b"}}}"""
            },
            { "output.storage.region", S3, """{"output":{"storage":{"region":"eu-west-1","uri":"s3://b"}}}""" },
            {
                "output.storage.secretRef.name",
                S3,
                """{"output":{"storage":{"secretRef":{"name":"s3"},"uri":"s3://b"}}}"""
            },
            { "runner.gpu.count", "{}", """{"runner":{"gpu":{"count":1}}}""" },
            {
                "runner.gpu.resourceName",
                """{"runner":{"gpu":{"count":1}}}""",
                """{"runner":{"gpu":{"count":1,"resourceName":"amd.com/gpu"}}}"""
            },
            { "runner.queueName", "{}", """{"runner":{"queueName":"studio"}}""" },
            {
                "runner.queuePriorityClass",
                """{"runner":{"queueName":"studio"}}""",
                """{"runner":{"queueName":"studio","queuePriorityClass":"high"}}"""
            },
            {
                "runner.queueTopology.required",
                """{"runner":{"queueName":"studio"}}""",
                """{"runner":{"queueName":"studio","queueTopology":{"required":"a.b/rack"}}}"""
            },
            {
                "runner.queueTopology.preferred",
                """{"runner":{"queueName":"studio"}}""",
                """{"runner":{"queueName":"studio","queueTopology":{"preferred":"a.b/rack"}}}"""
            },
            {
                "runner.queueTopology.unconstrained",
                """{"runner":{"queueName":"studio"}}""",
                """{"runner":{"queueName":"studio","queueTopology":{"unconstrained":true}}}"""
            },
            { "runner.pendingTimeout", "{}", """{"runner":{"pendingTimeout":"5m"}}""" },
            { "runner.resourceClaims.name", Claimed, Claimed.Replace("\"g\"", "\"h\"", StringComparison.Ordinal) },
            {
                "runner.resourceClaims.resourceClaimName",
                Claimed,
                Claimed.Replace("TemplateName", "Name", StringComparison.Ordinal)
            },
            {
                "runner.resourceClaims.resourceClaimTemplateName",
                Claimed,
                Claimed.Replace("one", "two", StringComparison.Ordinal)
            },
            {
                "runner.resourceClaims.request",
                Claimed,
                Claimed.Replace("\"name\"", "\"request\":\"r\",\"name\"", StringComparison.Ordinal)
            },
            { "runner.serviceAccountName", "{}", """{"runner":{"serviceAccountName":"renders"}}""" },
            { "runner.podTemplate.labels", "{}", Added("""{"labels":{"team":"film"}}""") },
            { "runner.podTemplate.annotations", "{}", Added("""{"annotations":{"team":"film"}}""") },
            { "runner.podTemplate.affinity", "{}", Added("""{"affinity":{"nodeAffinity":{}}}""") },
            {
                "runner.podTemplate.topologySpreadConstraints",
                "{}",
                Added(
                    """{"topologySpreadConstraints":[{"maxSkew":1,"topologyKey":"zone","whenUnsatisfiable":"ScheduleAnyway"}]}"""
                )
            },
            { "runner.podTemplate.env.name", Added(Env), Added(Env.Replace("TZ", "LANG", StringComparison.Ordinal)) },
            { "runner.podTemplate.env.value", Added(Env), Added(Env.Replace("UTC", "CET", StringComparison.Ordinal)) },
            {
                "runner.podTemplate.volumes.name",
                Added("""{"volumes":[{"name":"a","emptyDir":{}}]}"""),
                Added("""{"volumes":[{"name":"b","emptyDir":{}}]}""")
            },
            {
                "runner.podTemplate.volumes.emptyDir.sizeLimit",
                Added("""{"volumes":[{"name":"a","emptyDir":{}}]}"""),
                Added("""{"volumes":[{"name":"a","emptyDir":{"sizeLimit":"5Gi"}}]}""")
            },
            {
                "runner.podTemplate.volumes.configMap.name",
                Added("""{"volumes":[{"name":"a","configMap":{"name":"x"}}]}"""),
                Added("""{"volumes":[{"name":"a","configMap":{"name":"y"}}]}""")
            },
            {
                "runner.podTemplate.volumes.configMap.optional",
                Added("""{"volumes":[{"name":"a","configMap":{"name":"x"}}]}"""),
                Added("""{"volumes":[{"name":"a","configMap":{"name":"x","optional":true}}]}""")
            },
            {
                "runner.podTemplate.volumes.persistentVolumeClaim.claimName",
                Added("""{"volumes":[{"name":"a","persistentVolumeClaim":{"claimName":"x"}}]}"""),
                Added("""{"volumes":[{"name":"a","persistentVolumeClaim":{"claimName":"y"}}]}""")
            },
            {
                "runner.podTemplate.volumes.persistentVolumeClaim.readOnly",
                Added("""{"volumes":[{"name":"a","persistentVolumeClaim":{"claimName":"x"}}]}"""),
                Added("""{"volumes":[{"name":"a","persistentVolumeClaim":{"claimName":"x","readOnly":true}}]}""")
            },
            {
                "runner.podTemplate.volumes.ephemeral.volumeClaimTemplate.spec.accessModes",
                Added(Ephemeral),
                Added(Ephemeral.Replace("ReadWriteOnce", "ReadWriteMany", StringComparison.Ordinal))
            },
            {
                "runner.podTemplate.volumes.ephemeral.volumeClaimTemplate.spec.storageClassName",
                Added(Ephemeral),
                Added(Ephemeral.Replace("\"fast\"", "\"slow\"", StringComparison.Ordinal))
            },
            {
                "runner.podTemplate.volumes.ephemeral.volumeClaimTemplate.spec.resources.requests.storage",
                Added(Ephemeral),
                Added(Ephemeral.Replace("1Gi", "2Gi", StringComparison.Ordinal))
            },
            { "runner.podTemplate.volumeMounts.name", Added(Mount("a", "/mnt/a")), Added(Mount("b", "/mnt/a")) },
            { "runner.podTemplate.volumeMounts.mountPath", Added(Mount("a", "/mnt/a")), Added(Mount("a", "/data/a")) },
            {
                "runner.podTemplate.volumeMounts.readOnly",
                Added(Mount("a", "/mnt/a")),
                Added(Mount("a", "/mnt/a", ",\"readOnly\":true"))
            },
            {
                "runner.podTemplate.volumeMounts.subPath",
                Added(Mount("a", "/mnt/a")),
                Added(Mount("a", "/mnt/a", ",\"subPath\":\"x\""))
            },
            { "runner.priorityClassName", "{}", """{"runner":{"priorityClassName":"high"}}""" },
            { "runner.runtimeClassName", "{}", """{"runner":{"runtimeClassName":"nvidia"}}""" },
            { "runner.activeDeadlineSeconds", "{}", """{"runner":{"activeDeadlineSeconds":30}}""" },
            { "runner.retries", "{}", """{"runner":{"retries":0}}""" },
            { "runner.resources.requests", "{}", """{"runner":{"resources":{"requests":{"cpu":"2"}}}}""" },
            { "runner.resources.limits", "{}", """{"runner":{"resources":{"limits":{"memory":"8Gi"}}}}""" },
            { "runner.nodeSelector", "{}", """{"runner":{"nodeSelector":{"disk":"ssd"}}}""" },
            { "runner.tolerations", "{}", """{"runner":{"tolerations":[{"key":"gpu","operator":"Exists"}]}}""" },
            { "suspend", "{}", """{"suspend":true}""" },
            { "cancel", "{}", """{"cancel":true}""" },
            { "managedBy", "{}", """{"managedBy":"kueue.x-k8s.io/multikueue"}""" },
            { "cleanup.childrenAfter", "{}", """{"cleanup":{"childrenAfter":"5m"}}""" },
            { "cleanup.selfAfter", "{}", """{"cleanup":{"selfAfter":"5m"}}""" },
        };

    public static TheoryData<string, string> Refused =>
        new()
        {
            { "mode", """{"mode":"Refine"}""" },
            { "source", """{"source":{"image":{"uri":"file:///a.png"}}}""" },
            { "prompt.enhance", """{"prompt":{"text":"x","enhance":{}}}""" },
            { "quality", """{"quality":"High"}""" },
            { "compose.vibe", """{"compose":{"vibe":{"city":"Oslo","observedAt":"2026-01-01T00:00:00Z"}}}""" },
            { "polish.backend", """{"polish":{"backend":"Stability","model":{"name":"sd3"}}}""" },
            { "polish.endpoint", """{"polish":{"endpoint":"http://x"}}""" },
            { "polish.secretRef", """{"polish":{"secretRef":{"name":"x"}}}""" },
            { "polish.workflow", """{"polish":{"workflow":{"name":"x","key":"y"}}}""" },
            {
                "polish.guidanceImages.role",
                """{"polish":{"guidanceImages":[{"role":"Style","image":{"uri":"file:///a.png"}}]}}"""
            },
            {
                "polish.guidanceImages.weight",
                """{"polish":{"guidanceImages":[{"role":"Reference","weight":0.5,"image":{"uri":"file:///a.png"}}]}}"""
            },
            { "evaluate.metrics.name", """{"evaluate":{"metrics":[{"name":"ClipScore"}]}}""" },
            {
                "evaluate.metrics.reference",
                """{"evaluate":{"metrics":[{"name":"Sharpness","reference":{"uri":"file:///a.png"}}]}}"""
            },
            { "evaluate.metrics.minimum", """{"evaluate":{"metrics":[{"name":"Sharpness","minimum":1}]}}""" },
            { "evaluate.select", """{"evaluate":{"metrics":[{"name":"Sharpness"}],"select":{"by":"Sharpness"}}}""" },
            { "evaluate.safety.moderatePrompt", """{"evaluate":{"safety":{"moderatePrompt":true}}}""" },
            { "evaluate.safety.scanImages", """{"evaluate":{"safety":{"scanImages":true}}}""" },
            { "evaluate.images", """{"evaluate":{"images":[{"uri":"file:///a.png"}]}}""" },
            { "output.thumbnailSize", """{"output":{"thumbnailSize":64}}""" },
            { "output.presign", """{"output":{"presign":{}}}""" },
            { "output.deletionPolicy", """{"output":{"deletionPolicy":"Delete"}}""" },
            { "output.generateOnly", """{"output":{"generateOnly":true}}""" },
            { "discard", """{"discard":[0]}""" },
            { "cache.policy", """{"cache":{"policy":"Seed"}}""" },
            { "cache.ttl", """{"cache":{"policy":"None","ttl":"1h"}}""" },
        };

    [Theory]
    [MemberData(nameof(Consumed))]
    public void Field_changes_what_is_done(string path, string before, string after) =>
        Assert.True(Fingerprint(Merged(before)) != Fingerprint(Merged(after)), $"{path} changes nothing");

    [Theory]
    [MemberData(nameof(Refused))]
    public void Field_is_refused_by_name(string path, string spec)
    {
        var refused = Assert.IsType<Resolution.Refused>(
            JobResolver.Resolve(Given.Job(Merged(spec)), null, new OperatorDefaults { StoreUri = "s3://b" })
        );
        Assert.Equal(Reasons.NotSupported, refused.Reason);
        Assert.StartsWith($"spec.{path} is not supported in this version: ", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_field_of_the_spec_is_in_one_of_the_tables()
    {
        var known = Consumed
            .Select(row => row.Data.Item1)
            .Concat(Refused.Select(row => row.Data.Item1))
            .Concat(Metadata.Keys)
            .ToList();
        Assert.Empty(SpecWalk.Missing(typeof(GenerationJobSpec), known));
    }

    [Fact]
    public void Every_refusal_has_a_row() =>
        Assert.Equal(
            UnsupportedFields.All.Select(f => f.Path).Order(StringComparer.Ordinal),
            Refused.Select(row => row.Data.Item1).Order(StringComparer.Ordinal)
        );

    /// <summary>All that becomes of a job: plan, pod, status, and what is asked for at its end.</summary>
    private static string Fingerprint(JsonObject spec)
    {
        var world = new World(spec.ToJsonString())
        {
            Defaults = new()
            {
                StoreUri = "s3://studio/renders",
                AllowFileUris = true,
                ServiceAccountNames = ["renders"],
            },
        };
        world.Settle();
        var trace = Status(world) + string.Concat(world.ConfigMaps.Select(m => m.Data![PodPlanner.PlanFile]));
        trace += string.Concat(world.Children.Select(c => JsonSerializer.Serialize(c, CoreJson.Of<V1Job>())));
        if (world.Children.Count == 1)
        {
            world.BeginJob();
            trace += world.Settle().RequeueAfter;
            world.StartPod();
            world.EndPod(0);
        }

        var end = world.Settle();
        return trace + Status(world) + end.RequeueAfter;
    }

    private static string Status(World world) =>
        world.Job.Status is { } status ? JsonSerializer.Serialize(status, ApiJson.Of<GenerationJobStatus>()) : "";

    private static string Polish(string field) =>
        SpecWalk.Merged(Rendered, $"{{\"polish\":{{{field}}}}}").ToJsonString();

    private static string Added(string additions) => $"{{\"runner\":{{\"podTemplate\":{additions}}}}}";

    private static string Mount(string volume, string path, string more = "") =>
        $$$"""
            {"volumes":[{"name":"a","emptyDir":{}},{"name":"b","emptyDir":{}}],
             "volumeMounts":[{"name":"{{{volume}}}","mountPath":"{{{path}}}"{{{more}}}}]}
            """;

    private static string Model(string field) => Polish($"\"model\":{{{field}}}");

    private static string Network(string field) =>
        SpecWalk.Merged(Styled, $"{{\"polish\":{{\"network\":{{{field}}}}}}}").ToJsonString();

    private static JsonObject Merged(string patch) => SpecWalk.Merged(Base, patch);
}
