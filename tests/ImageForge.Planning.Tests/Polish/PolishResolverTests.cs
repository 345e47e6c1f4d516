using ImageForge.Api;
using ImageForge.Contracts.Plans;
using ImageForge.Planning.Resolving;
using Xunit;

namespace ImageForge.Planning.Tests.Polish;

public class PolishResolverTests
{
    private const string Model = "\"model\":{\"uri\":\"s3://models/sd-turbo\"}";
    private const string Onnx = "\"backend\":\"Onnx\"," + Model;
    private const string Style = "\"backend\":\"OnnxStyle\",\"model\":{\"uri\":\"file:///m/candy.onnx\"}";
    private const string Reference =
        "\"guidanceImages\":[{\"role\":\"Reference\",\"image\":{\"uri\":\"file:///a.png\"}}]";
    private const string Prompt = "\"prompt\":{\"text\":\"a market\"}";
    private const string Card = "\"size\":{\"preset\":\"Card\"}";

    /// <summary>A spec, and what its refusal says.</summary>
    public static TheoryData<string, string> Refused =>
        new()
        {
            // What is missing.
            {
                Spec("""{"backend":"Onnx"}"""),
                "spec.polish.model.uri is required for a local back end, such as s3://models/sd-turbo."
            },
            {
                Spec("""{"backend":"Onnx","model":{"name":"sdxl"}}"""),
                "spec.polish.model.uri is required for a local back end, such as s3://models/sd-turbo (spec.polish.model.name applies to remote services only)."
            },
            {
                Spec("""{"backend":"Onnx","model":{"uri":"https://hub/sd"}}"""),
                "spec.polish.model.uri 'https://hub/sd' is not supported: use s3://bucket/prefix, pvc://claim/path, or file:///path if the operator allows it."
            },
            {
                Spec("""{"backend":"Onnx","model":{"uri":"pvc:///x"}}"""),
                "spec.polish.model.uri 'pvc:///x': '' is not a valid PersistentVolumeClaim name"
            },
            {
                Spec("""{"backend":"Onnx","model":{"uri":"file://m/x"}}"""),
                "spec.polish.model.uri 'file://m/x' must have the form file:///path"
            },
            {
                Spec("""{"backend":"Onnx","model":{"uri":"pvc://m/x","secretRef":{"name":"s"}}}"""),
                "spec.polish.model.secretRef requires an s3:// uri, not 'pvc://m/x'; remove it."
            },
            {
                $"{{{Card},\"polish\":{{{Onnx}}},\"prompt\":{{\"negative\":\"text\"}}}}",
                "spec.prompt.text is required without spec.compose."
            },
            {
                "{\"prompt\":{\"text\":\"a\"}}",
                "Nothing to generate: set spec.compose, or spec.polish.backend and spec.polish.model."
            },
            {
                "{\"prompt\":{\"text\":\"a\"},\"polish\":{\"backend\":\"None\"}}",
                "Nothing to generate: set spec.compose"
            },
            {
                $"{{{Prompt},\"polish\":{{{Style}}}}}",
                "spec.polish.backend OnnxStyle requires an input image: set spec.compose or a guidance image with the role Reference."
            },
            // What has no effect.
            { Spec("{" + Model + "}"), "spec.polish.model has no effect without spec.polish.backend, such as Onnx." },
            { Spec("""{"steps":4}"""), "spec.polish.steps has no effect without spec.polish.backend, such as Onnx." },
            {
                Spec("""{"backend":"None","timeout":"5m"}"""),
                "spec.polish.timeout has no effect without spec.polish.backend"
            },
            {
                Spec("{" + Style + ",\"steps\":4}"),
                "spec.polish.steps applies to diffusion models (backend Onnx) only; remove it."
            },
            { Spec("{" + Style + ",\"strength\":0.5}"), "spec.polish.strength applies to diffusion models" },
            { Spec("{" + Style + ",\"guidance\":7}"), "spec.polish.guidance applies to diffusion models" },
            { Spec("{" + Style + ",\"scheduler\":\"DDIM\"}"), "spec.polish.scheduler applies to diffusion models" },
            {
                Spec("{" + Style + ",\"controls\":[{\"type\":\"Canny\"}]}"),
                "spec.polish.controls applies to diffusion models"
            },
            { Spec("{" + Style + ",\"promptWeights\":true}"), "spec.polish.promptWeights applies to diffusion models" },
            {
                Spec("{" + Onnx + ",\"network\":{\"range\":\"Byte\"}}"),
                "spec.polish.network applies to backend OnnxStyle only; remove it."
            },
            {
                Text("{" + Onnx + ",\"strength\":0.5}"),
                "spec.polish.strength requires an input image: set spec.compose or a guidance image with the role Reference, or remove it."
            },
            {
                Text("{" + Onnx + ",\"mask\":{\"uri\":\"file:///m.png\"}}"),
                "spec.polish.mask requires an input image: set spec.compose or a guidance image with the role Reference, or remove it."
            },
            {
                Text("{" + Onnx + ",\"camera\":{\"fov\":30}}"),
                "spec.polish.camera is applied while composing; add spec.compose, or describe it in the prompt."
            },
            {
                $"{{{Card},{Prompt},\"style\":{{\"theme\":\"vintage\"}},\"polish\":{{{Onnx}}}}}",
                "spec.style is applied while composing; add spec.compose, or describe it in the prompt."
            },
            {
                Text("{" + Onnx + ",\"onFailure\":\"DeliverComposed\"}"),
                "spec.polish.onFailure DeliverComposed requires spec.compose: there is no composed layout to deliver."
            },
            // Numbers.
            {
                Spec("{" + Onnx + ",\"steps\":4,\"strength\":0.2}"),
                "spec.polish.strength 0.2 with spec.polish.steps 4 results in int(4 * 0.2) = 0 steps; use at least 5 steps or a higher strength."
            },
            {
                Spec("{" + Onnx + ",\"steps\":1}"),
                "spec.polish.strength 0.6 with spec.polish.steps 1 results in int(1 * 0.6) = 0 steps; use at least 2 steps or a higher strength."
            },
            {
                Spec("{" + Onnx + ",\"steps\":20,\"strength\":0.001}"),
                "spec.polish.strength 0.001 with spec.polish.steps 20 results in int(20 * 0.001) = 0 steps; raise it."
            },
            {
                Spec("{" + Onnx + ",\"strength\":0}"),
                "spec.polish.strength 0 results in 0 steps even with the maximum of 150 steps; raise it."
            },
            {
                $"{{{Prompt},\"size\":{{\"width\":500,\"height\":333}},\"polish\":{{{Onnx}}}}}",
                "spec.size 500x333: width and height must be divisible by 8 for diffusion models; use 504x336."
            },
            {
                $"{{{Prompt},\"compose\":{{}},\"size\":{{\"width\":4095,\"height\":512}},\"polish\":{{{Onnx}}}}}",
                "spec.size 4095x512: width and height must be divisible by 8 for diffusion models; use 4096x512."
            },
            {
                $"{{{Prompt},\"variants\":10,\"size\":{{\"width\":4096,\"height\":4096}},\"polish\":{{{Onnx}}},\"runner\":{{\"resources\":{{\"limits\":{{\"memory\":\"1200Mi\"}}}}}}}}",
                "spec.runner.resources.limits[memory] 1200Mi is too low: 10 variants of 4096x4096 need 1248 MiB in addition to the model; raise the limit or set spec.variants to 1."
            },
            {
                $"{{{Prompt},{Card},\"variants\":10,\"polish\":{{{Onnx}}},\"runner\":{{\"gpu\":{{}},\"resources\":{{\"limits\":{{\"memory\":\"256Mi\"}}}}}}}}",
                "spec.runner.resources.limits[memory] 256Mi is too low: 10 variants of 512x512 need 329 MiB in addition to the model; raise the limit or set spec.variants to 4."
            },
            {
                $"{{{Prompt},\"size\":{{\"width\":2048,\"height\":2048}},\"polish\":{{{Onnx}}},\"runner\":{{\"resources\":{{\"limits\":{{\"memory\":\"256Mi\"}}}}}}}}",
                "spec.runner.resources.limits[memory] 256Mi is too low: 1 variant of 2048x2048 needs 440 MiB in addition to the model; raise the limit: one variant needs 440 MiB."
            },
            {
                Spec("{" + Onnx + ",\"timeout\":\"0s\"}"),
                "spec.polish.timeout '0s' must be greater than 0, such as 1s."
            },
            // Pictures.
            {
                Spec(
                    "{"
                        + Onnx
                        + ",\"guidanceImages\":[{\"role\":\"Reference\",\"image\":{\"uri\":\"file:///a\"}},{\"role\":\"Reference\",\"image\":{\"uri\":\"file:///b\"}}]}"
                ),
                "spec.polish.guidanceImages: at most one image with role Reference is supported, found 2; remove the others."
            },
            {
                Spec("{" + Onnx + ",\"guidanceImages\":[{\"role\":\"Texture\",\"image\":{\"uri\":\"file:///a\"}}]}"),
                "spec.polish.guidanceImages.role is not supported in this version: only role Reference is supported"
            },
            {
                Spec("{" + Onnx + ",\"mask\":{\"uri\":\"hopsworks://a/b\"}}"),
                "spec.polish.mask is not supported in this version: s3:// images must be in the job's own store"
            },
            {
                Spec("{" + Onnx + ",\"controls\":[{\"type\":\"Depth\"}]}"),
                "spec.polish.controls[0].image is required for Depth: only Canny can be computed from the composed layout; set it to the control map."
            },
            {
                Text("{" + Onnx + ",\"controls\":[{\"type\":\"Canny\"}]}"),
                "spec.polish.controls[0].image is required without spec.compose; set one of them."
            },
            {
                Spec("{" + Onnx + ",\"controls\":[{\"type\":\"Canny\"},{\"type\":\"Canny\"}]}"),
                "spec.polish.controls: 2 of 2 controls have no model, but only one can use the controlnet folder of spec.polish.model; set model on the others."
            },
            {
                Spec(
                    "{"
                        + Onnx
                        + ",\"controls\":[{\"type\":\"Canny\",\"model\":{\"uri\":\"s3://m/c\",\"secretRef\":{\"name\":\"s\"}}}]}"
                ),
                "spec.polish.controls[0].model.secretRef: all models of a job are read with spec.polish.model.secretRef; remove it."
            },
            {
                Spec("{" + Onnx + ",\"controls\":[{\"type\":\"Canny\",\"model\":{\"uri\":\"http://m/c\"}}]}"),
                "spec.polish.controls[0].model.uri 'http://m/c' is not supported"
            },
            {
                Spec("""{"backend":"Bria","model":{"name":"fibo"}}"""),
                "spec.polish.backend is not supported in this version: remote services are not implemented; use Onnx or OnnxStyle, or remove it."
            },
            {
                $"{{{Card},\"compose\":{{}},\"prompt\":{{\"structured\":{{\"short_description\":\"a town\"}}}},\"polish\":{{{Onnx}}}}}",
                "spec.prompt.structured is not supported by backend Onnx; use spec.prompt.text."
            },
            {
                $"{{{Card},\"compose\":{{}},\"quality\":\"Low\",\"polish\":{{{Style}}}}}",
                "spec.quality is not supported in this version: Low and High apply to spec.polish.backend Onnx only; use Medium."
            },
        };

    [Theory]
    [MemberData(nameof(Refused))]
    public void What_cannot_be_rendered_is_refused_with_what_to_change(string spec, string message)
    {
        var refused = Assert.IsType<Resolution.Refused>(Resolve(spec));
        Assert.StartsWith(message, refused.Message, StringComparison.Ordinal);
        Assert.Contains(refused.Reason, new[] { Reasons.InvalidSpec, Reasons.NotSupported });
    }

    [Fact]
    public void A_prompt_alone_is_rendered_from_noise()
    {
        var work = Work(Text("{" + Onnx + "}"));
        Assert.Null(work.Compose);
        Assert.Equal("a market", work.Prompt!.Text);
        Assert.Equal(
            new PolishPlan
            {
                Backend = PolishBackend.Onnx,
                Model = new() { Uri = "s3://models/sd-turbo" },
            },
            work.Polish
        );
    }

    [Fact]
    public void A_layout_is_the_start_at_the_usual_strength() =>
        Assert.Equal(0.6, Work(Spec("{" + Onnx + "}")).Polish!.Strength);

    [Fact]
    public void Below_a_mask_everything_is_painted_anew()
    {
        var polish = Work(Spec("{" + Onnx + ",\"mask\":{\"configMap\":{\"name\":\"m\",\"key\":\"m.png\"}}}")).Polish!;
        Assert.Equal((1, "configmap://m/m.png"), (polish.Strength, polish.Mask!.Uri));
    }

    [Fact]
    public void A_reference_image_takes_the_place_of_the_layout()
    {
        var work = Work(Text("{" + Onnx + "," + Reference + ",\"strength\":0.3}"));
        Assert.Equal("file:///a.png", work.Polish!.Init!.Uri);
        Assert.Equal(0.3, work.Polish.Strength);
        Assert.Null(work.Compose);
    }

    [Fact]
    public void All_that_is_said_is_planned()
    {
        var polish = Work(
            Spec(
                "{"
                    + Onnx
                    + """
                    ,"steps":30,"strength":0.55,"guidance":7.5,"scheduler":"DPMSolver++2MKarras","longPrompts":"Chunk",
                    "promptWeights":true,"onFailure":"DeliverComposed","controls":[
                      {"type":"Canny","weight":0.5},
                      {"type":"Depth","image":{"uri":"s3://studio/renders/depth.png"},"model":{"uri":"pvc://models/depth/"}}]}
                    """
            )
        ).Polish!;
        Assert.Equal((30, 0.55, 7.5), (polish.Steps, polish.Strength, polish.Guidance));
        Assert.Equal(
            (Scheduler.DpmSolver2MKarras, LongPromptHandling.Chunk, true),
            (polish.Scheduler, polish.LongPrompts, polish.PromptWeights)
        );
        Assert.Equal(PolishFailurePolicy.DeliverComposed, polish.OnFailure);
        Assert.Equal(
            [
                new ControlPlan { Type = ControlType.Canny, Weight = 0.5 },
                new ControlPlan
                {
                    Type = ControlType.Depth,
                    Weight = 0.8,
                    Image = new() { Uri = "store:depth.png" },
                    Model = new() { Uri = "pvc://models/depth" },
                },
            ],
            polish.Controls
        );
    }

    [Theory]
    [InlineData("Medium", null, null)]
    [InlineData("High", null, Quality.High)]
    [InlineData("Low", 4, null)]
    public void Quality_counts_where_steps_are_not_given(string quality, int? steps, Quality? planned)
    {
        var given = steps is null ? "" : $",\"steps\":{steps}";
        var work = Work($"{{{Card},{Prompt},\"quality\":\"{quality}\",\"polish\":{{{Onnx}{given}}}}}");
        Assert.Equal(planned, work.Polish!.Quality);
    }

    [Theory]
    [InlineData("", null)]
    [InlineData(",\"network\":{\"layout\":\"NCHW\",\"range\":\"Unit\",\"channels\":\"RGB\"}", null)]
    [InlineData(",\"network\":{\"range\":\"Byte\"}", "Nchw Byte Rgb")]
    [InlineData(",\"network\":{\"layout\":\"NHWC\",\"range\":\"Signed\",\"channels\":\"BGR\"}", "Nhwc Signed Bgr")]
    public void A_network_says_what_it_takes(string network, string? planned)
    {
        var work = Work(
            $"{{\"size\":{{\"width\":500,\"height\":333}},\"compose\":{{}},\"polish\":{{{Style}{network}}}}}"
        );
        var plan = work.Polish!.Network;
        Assert.Equal(planned, plan is null ? null : $"{plan.Layout} {plan.Range} {plan.Channels}");
        Assert.Null(work.Polish.Strength);
    }

    [Fact]
    public void A_model_in_S3_is_where_the_store_is_unless_it_says_otherwise()
    {
        Assert.Equal(
            new ModelPlan
            {
                Uri = "s3://models/sd-turbo",
                Endpoint = "http://minio:9000",
                Region = "eu-west-1",
            },
            Work(Text("{" + Onnx + "}"), Minio).Polish!.Model
        );
        var own =
            "{\"backend\":\"Onnx\",\"model\":{\"uri\":\"s3://m/x\",\"endpoint\":\"https://s3.example\",\"region\":\"r\"}}";
        Assert.Equal(("https://s3.example", "r"), Endpoint(own));
        Assert.Equal((null, null), Endpoint("{\"backend\":\"Onnx\",\"model\":{\"uri\":\"file:///m\"}}"));

        static (string?, string?) Endpoint(string polish)
        {
            var model = Work(Text(polish), Minio).Polish!.Model;
            return (model!.Endpoint, model.Region);
        }
    }

    [Theory]
    [InlineData("{}", null, null, null, null)]
    [InlineData("{\"gpu\":{}}", null, null, GpuMissingPolicy.Fail, null)]
    [InlineData("{\"gpu\":{},\"onGpuMissing\":\"UseCpu\"}", null, null, GpuMissingPolicy.UseCpu, null)]
    [InlineData("{\"gpu\":{}}", "Cpu", ExecutionProvider.Cpu, null, null)]
    [InlineData("{\"onGpuMissing\":\"UseCpu\"}", "Cuda", ExecutionProvider.Cuda, GpuMissingPolicy.UseCpu, null)]
    [InlineData("{}", "WebGpu", ExecutionProvider.WebGpu, GpuMissingPolicy.Fail, "2m30s")]
    public void What_runs_where_and_how_long_is_in_the_delivery_and_not_in_the_hash(
        string runner,
        string? provider,
        ExecutionProvider? planned,
        GpuMissingPolicy? onGpuMissing,
        string? timeout
    )
    {
        var asked =
            (provider is null ? "" : $",\"provider\":\"{provider}\"")
            + (timeout is null ? "" : $",\"timeout\":\"{timeout}\"");
        var plan = Plan($"{{{Card},{Prompt},\"seed\":1,\"runner\":{runner},\"polish\":{{{Onnx}{asked}}}}}");
        Assert.Equal((planned, onGpuMissing), (plan.Delivery.Provider, plan.Delivery.OnGpuMissing));
        Assert.Equal(timeout is null ? null : 150, plan.Delivery.PolishSeconds);
        Assert.Equal(Plan($"{{{Card},{Prompt},\"seed\":1,\"polish\":{{{Onnx}}}}}").PlanHash, plan.PlanHash);
    }

    [Fact]
    public void A_job_that_renders_nothing_says_nothing_of_GPUs()
    {
        var delivery = Plan("""{"compose":{},"runner":{"gpu":{},"onGpuMissing":"UseCpu"}}""").Delivery;
        Assert.Equal((null, null, null), (delivery.Provider, delivery.OnGpuMissing, delivery.PolishSeconds));
    }

    [Fact]
    public void Images_of_other_jobs_are_waited_for()
    {
        var spec = Text(
            "{"
                + Onnx
                + ",\"guidanceImages\":[{\"role\":\"Reference\",\"image\":{\"artifact\":{\"jobName\":\"first\"}}}]}"
        );
        Assert.Equal(["first"], JobResolver.SourceNames(Given.Job(spec).Spec));
        Assert.Equal(Reasons.WaitingForArtifact, Assert.IsType<Resolution.Waiting>(Resolve(spec)).Reason);
    }

    private static readonly OperatorDefaults Default = new() { StoreUri = "s3://studio/renders", AllowFileUris = true };

    private static readonly OperatorDefaults Minio = Default with
    {
        StoreEndpoint = "http://minio:9000",
        StoreRegion = "eu-west-1",
    };

    /// <summary>A job that composes and polishes.</summary>
    private static string Spec(string polish) => $"{{{Card},{Prompt},\"compose\":{{}},\"polish\":{polish}}}";

    /// <summary>A job of a prompt alone.</summary>
    private static string Text(string polish) => $"{{{Card},{Prompt},\"polish\":{polish}}}";

    private static Resolution Resolve(string spec, OperatorDefaults? defaults = null) =>
        JobResolver.Resolve(Given.Job(spec), null, defaults ?? Default);

    private static RunPlan Plan(string spec, OperatorDefaults? defaults = null)
    {
        var resolution = Resolve(spec, defaults);
        Assert.True(resolution is Resolution.Ready, $"{resolution}");
        return ((Resolution.Ready)resolution).Plan;
    }

    private static GenerateWork Work(string spec, OperatorDefaults? defaults = null) =>
        (GenerateWork)Plan(spec, defaults).Work;
}
