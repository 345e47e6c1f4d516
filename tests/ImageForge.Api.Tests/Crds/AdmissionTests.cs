using ImageForge.Api.Tests.Samples;
using Xunit;

namespace ImageForge.Api.Tests.Crds;

/// <summary>Which specs an API server refuses, and the field that it names.</summary>
public sealed class AdmissionTests
{
    private const string Signal = "compose: {signals: [{category: weather, tag: rain, score: SCORE}]}";
    private const string Polished = "prompt: {text: a town}, polish: ";
    private const string Written = "prompt: {text: a town}, output: ";

    [Fact]
    public void SamplesAreAdmitted() =>
        Assert.All(Sample.All, sample => Assert.Empty(Admission.Problems(Admission.Defaulted(sample))));

    [Theory]
    [InlineData("1")]
    [InlineData("-1")]
    [InlineData("0.25")]
    [InlineData("-.5")]
    [InlineData("1e-3")]
    public void ScoresFromMinusOneToOneAreAdmitted(string score) =>
        Assert.Empty(Problems("GenerationJob", "{" + Signal.Replace("SCORE", score, StringComparison.Ordinal) + "}"));

    [Theory]
    [InlineData("1.01", "should be less than or equal to 1")]
    [InlineData("-7", "should be greater than or equal to -1")]
    [InlineData("much", "must be of type number")]
    [InlineData("\"0.5\"", "must be of type number")]
    public void OtherScoresAreRefusedWithOneMessage(string score, string message)
    {
        var problems = Problems("GenerationJob", "{" + Signal.Replace("SCORE", score, StringComparison.Ordinal) + "}")
            .Where(problem => !problem.Contains("some validation rules were not checked", StringComparison.Ordinal));

        var problem = Assert.Single(problems);
        Assert.StartsWith("spec.compose.signals[0].score: ", problem, StringComparison.Ordinal);
        Assert.Contains(message, problem, StringComparison.Ordinal);
    }

    [Fact]
    public void LocalDiffusionIsAdmitted() =>
        Assert.Empty(
            Problems(
                "GenerationJob",
                "{"
                    + Polished
                    + """
                    {backend: Onnx, provider: WebGpu, model: {uri: 's3://m/sd', endpoint: 'http://minio:9000', region: r},
                    steps: 20, strength: 0.6, guidance: 7.5, scheduler: PNDM, mask: {uri: 'file:///m.png'}, longPrompts: Chunk,
                    promptWeights: true, controls: [{type: Depth, image: {uri: 'file:///d.png'}, model: {uri: 'pvc://m/depth'}}]},
                    runner: {gpu: {resourceName: nvidia.com/mig-1g.10gb}, onGpuMissing: UseCpu}}
                    """
            )
        );

    [Theory]
    [InlineData("spec:", "one of prompt, compose, source and evaluate.images must be set", "{}")]
    [InlineData("spec.bogus:", "unknown field", "{prompt: {text: a town}, bogus: 1}")]
    [InlineData(
        "spec.prompt.structured:",
        "text and structured exclude each other",
        "{prompt: {text: a town, structured: {short_description: a town}}}"
    )]
    [InlineData("spec.variants:", "less than or equal to 10", "{prompt: {text: a town}, variants: 11}")]
    [InlineData("spec.mode:", "Unsupported value", "{prompt: {text: a town}, mode: Paint}")]
    [InlineData("spec.source:", "source is required unless mode is Generate", "{prompt: {text: a town}, mode: Refine}")]
    [InlineData(
        "spec.source:",
        "source is not allowed with mode Generate",
        "{prompt: {text: a town}, source: {image: {builtin: tram}}}"
    )]
    [InlineData(
        "spec.source.image:",
        "exactly one of builtin, uri, artifact and configMap",
        "{mode: Import, source: {image: {builtin: tram, uri: 'https://example.org/a.png'}}}"
    )]
    [InlineData(
        "spec.size.preset:",
        "either a preset or",
        "{prompt: {text: t}, size: {preset: Card, width: 512, height: 512}}"
    )]
    [InlineData("spec.size.height:", "go together", "{prompt: {text: t}, size: {width: 512}}")]
    [InlineData("spec.size.preset:", "either a preset or", "{prompt: {text: t}, size: {}}")]
    [InlineData(
        "spec.compose.zones[0].bottom:",
        "top must be less than bottom",
        "{compose: {zones: [{name: sky, top: 0.5, bottom: 0.5}]}}"
    )]
    [InlineData(
        "spec.compose.background.color:",
        "exclude each other",
        "{compose: {background: {color: '#aabbcc', image: {builtin: tram}}}}"
    )]
    [InlineData("spec.polish.workflow:", "requires backend ComfyUI", "{" + Polished + "{workflow: {name: w, key: k}}}")]
    [InlineData(
        "spec.polish.model:",
        "exactly one of uri and name",
        "{" + Polished + "{model: {uri: 's3://m/a', name: a}}}"
    )]
    [InlineData("spec.polish.strength:", "less than or equal to 1", "{" + Polished + "{strength: 1.5}}")]
    [InlineData("spec.polish.guidance:", "greater than or equal to 0", "{" + Polished + "{guidance: -1}}")]
    [InlineData("spec.polish.network:", "requires backend OnnxStyle", "{" + Polished + "{backend: Onnx, network: {}}}")]
    [InlineData("spec.polish.provider:", "requires backend Onnx or OnnxStyle", "{" + Polished + "{provider: Cpu}}")]
    [InlineData(
        "spec.polish.mask:",
        "requires a backend that supports inpainting",
        "{" + Polished + "{backend: OnnxStyle, mask: {uri: 'https://example.org/a.png'}}}"
    )]
    [InlineData("spec.polish.longPrompts:", "requires backend Onnx", "{" + Polished + "{longPrompts: Chunk}}")]
    [InlineData(
        "spec.polish.promptWeights:",
        "requires backend Onnx",
        "{" + Polished + "{backend: Stability, promptWeights: true}}"
    )]
    [InlineData(
        "spec.polish.model.endpoint:",
        "requires an s3:// uri",
        "{" + Polished + "{model: {uri: 'pvc://m/a', endpoint: 'http://minio:9000'}}}"
    )]
    [InlineData(
        "spec.polish.controls[0].model.region:",
        "requires an s3:// uri",
        "{" + Polished + "{controls: [{type: Canny, model: {uri: 'file:///m', region: r}}]}}"
    )]
    [InlineData("spec.runner.onGpuMissing:", "Unsupported value", "{prompt: {text: t}, runner: {onGpuMissing: Wait}}")]
    [InlineData(
        "spec.evaluate.select:",
        "must be one of the metrics",
        "{prompt: {text: t}, evaluate: {select: {by: Ssim}}}"
    )]
    [InlineData(
        "spec.output.bitDepth:",
        "EXR requires a bit depth of 16 or 32",
        "{" + Written + "{format: EXR, bitDepth: 8}}"
    )]
    [InlineData("spec.output.bitDepth:", "requires PNG, TIFF or EXR", "{" + Written + "{format: JPEG, bitDepth: 16}}")]
    [InlineData("spec.output.bitDepth:", "32 requires EXR", "{" + Written + "{format: TIFF, bitDepth: 32}}")]
    [InlineData(
        "spec.output.quality:",
        "quality requires JPEG, or lossy WebP or AVIF",
        "{" + Written + "{quality: 90}}"
    )]
    [InlineData(
        "spec.output.quality:",
        "requires JPEG, or lossy WebP or AVIF",
        "{" + Written + "{format: WebP, lossless: true, quality: 90}}"
    )]
    [InlineData(
        "spec.output.quality:",
        "requires JPEG, or lossy WebP or AVIF",
        "{" + Written + "{format: AVIF, lossless: true, quality: 90}}"
    )]
    [InlineData("spec.output.bitDepth:", "10 or 12 requires AVIF", "{" + Written + "{format: PNG, bitDepth: 10}}")]
    [InlineData(
        "spec.output.bitDepth:",
        "16 requires PNG, TIFF or EXR",
        "{" + Written + "{format: AVIF, bitDepth: 16}}"
    )]
    [InlineData(
        "spec.output.lossless:",
        "lossless requires WebP or AVIF",
        "{" + Written + "{format: TIFF, lossless: true}}"
    )]
    [InlineData(
        "spec.output.compression:",
        "compression is not supported for JPEG",
        "{" + Written + "{format: JPEG, compression: 1}}"
    )]
    [InlineData("spec.output.keyTemplate:", "must contain {variant}", "{" + Written + "{keyTemplate: 'same.png'}}")]
    [InlineData("spec.output.keyTemplate:", "must not contain", "{" + Written + "{keyTemplate: 'a/../{seed}'}}")]
    [InlineData("spec.output.storage.uri:", "should match", "{" + Written + "{storage: {uri: 'ftp://host/a'}}}")]
    [InlineData(
        "spec.output.storage.endpoint:",
        "requires an s3:// or hopsworks:// uri",
        "{" + Written + "{storage: {uri: 'pvc://claim/a', endpoint: 'http://minio:9000'}}}"
    )]
    [InlineData("spec.runner.retries:", "less than or equal to 5", "{prompt: {text: t}, runner: {retries: 6}}")]
    [InlineData("spec.cache.ttl:", "should match", "{prompt: {text: t}, cache: {ttl: 30d}}")]
    public void BadJobsAreRefusedNamingTheField(string field, string message, string spec) =>
        Refused(field, message, Problems("GenerationJob", spec));

    [Theory]
    [InlineData("spec:", "one of scene and shots must be set", "{}")]
    [InlineData("spec.scene:", "at least 20 chars", "{scene: too short}")]
    [InlineData("spec.frames:", "number of shots", "{shots: [{text: a town}], frames: 2}")]
    [InlineData(
        "spec.script.languageModel:",
        "must be set if and only if engine is LanguageModel",
        "{scene: a town at the end of the line, script: {engine: LanguageModel}}"
    )]
    public void BadStoryboardsAreRefusedNamingTheField(string field, string message, string spec) =>
        Refused(field, message, Problems("Storyboard", spec));

    [Theory]
    [InlineData("a-name-of-64-characters-is-one-more-than-fits-into-a-label-value", "at most 63 characters")]
    [InlineData("7-brothers", "begin with a letter")]
    [InlineData("a.dot", "begin with a letter")]
    public void NamesThatChildrenCannotCarryAreRefused(string name, string message)
    {
        foreach (var (kind, spec) in new[] { ("GenerationJob", "{compose: {}}"), ("AtmosphereProfile", "{}") })
        {
            var problems = Admission.Problems(Admission.Object(kind, spec, name));
            Assert.Contains(problems, problem => problem.Contains(message, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void AbsentFieldsAreFilledIn()
    {
        var spec = Admission.Object("GenerationJob", "{prompt: {text: a town}, output: {}}")["spec"]!;

        Assert.Equal("Standard", spec["size"]!["preset"]!.GetValue<string>());
        Assert.Equal("1", spec["variants"]!.ToJsonString());
        Assert.Equal("{namespace}/{job}/{variant}-{seed}.{ext}", spec["output"]!["keyTemplate"]!.GetValue<string>());
    }

    internal static void Refused(string field, string message, IReadOnlyList<string> problems) =>
        Assert.Contains(
            problems,
            problem =>
                problem.StartsWith(field, StringComparison.Ordinal)
                && problem.Contains(message, StringComparison.Ordinal)
        );

    private static IReadOnlyList<string> Problems(string kind, string spec) =>
        Admission.Problems(Admission.Object(kind, spec));
}
