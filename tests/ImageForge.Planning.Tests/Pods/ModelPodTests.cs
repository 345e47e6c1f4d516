using ImageForge.Planning.Tests.Jobs;
using k8s.Models;
using Xunit;

namespace ImageForge.Planning.Tests.Pods;

public class ModelPodTests
{
    private const string Image = "imageforge/runner";

    private static readonly OperatorDefaults Defaults = new()
    {
        StoreUri = "s3://b",
        StoreSecret = "store",
        AllowFileUris = true,
        RunnerImage = Image,
    };

    [Theory]
    [InlineData("{}", Image, null)]
    [InlineData("""{"gpu":{}}""", "runner:cuda", "compute,utility,graphics")]
    [InlineData("""{"gpu":{"count":0}}""", Image, null)]
    [InlineData("""{"gpu":{"resourceName":"nvidia.com/mig-1g.10gb"}}""", "runner:cuda", "compute,utility,graphics")]
    [InlineData("""{"gpu":{"resourceName":"amd.com/gpu"}}""", Image, null)]
    [InlineData("""{"gpu":{"resourceName":"gpu.intel.com/i915"}}""", Image, null)]
    public void A_pod_with_an_NVIDIA_GPU_has_its_image_and_its_drivers(
        string runner,
        string image,
        string? capabilities
    )
    {
        var pod = Pod(Spec(runner: runner), Defaults with { RunnerGpuImage = "runner:cuda" });
        Assert.Equal(image, pod.Containers[0].Image);
        Assert.Equal(capabilities, Value(pod, "NVIDIA_DRIVER_CAPABILITIES"));
    }

    [Fact]
    public void Without_an_image_of_their_own_GPU_pods_have_the_usual_one() =>
        Assert.Equal(Image, Pod(Spec(runner: """{"gpu":{}}"""), Defaults).Containers[0].Image);

    [Fact]
    public void A_model_in_a_claim_is_mounted_read_only_and_the_runner_is_told_where()
    {
        var pod = Pod(Spec("""{"uri":"pvc://models/sd-turbo"}"""), Defaults);
        var volume = pod.Volumes!.Single(v => v.Name == "input-0");
        Assert.Equal(
            ("models", true),
            (volume.PersistentVolumeClaim!.ClaimName, volume.PersistentVolumeClaim.ReadOnlyProperty)
        );
        Assert.True(pod.Containers[0].VolumeMounts!.Single(m => m.Name == "input-0").ReadOnlyProperty);
        Assert.Equal("pvc://models=/inputs/0", Value(pod, "IMAGEFORGE_MOUNT_0"));
    }

    [Fact]
    public void Credentials_of_models_are_their_own_only_where_they_are_named()
    {
        Assert.Null(Variable(Pod(Spec(), Defaults), "IMAGEFORGE_MODEL_AWS_ACCESS_KEY_ID"));
        var pod = Pod(Spec("""{"uri":"s3://m/sd","secretRef":{"name":"hub"}}"""), Defaults);
        var key = Variable(pod, "IMAGEFORGE_MODEL_AWS_SECRET_ACCESS_KEY")!.ValueFrom!.SecretKeyRef!;
        Assert.Equal(("hub", "AWS_SECRET_ACCESS_KEY", (bool?)null), (key.Name, key.Key, key.Optional));
        Assert.True(Variable(pod, "IMAGEFORGE_MODEL_AWS_SESSION_TOKEN")!.ValueFrom!.SecretKeyRef!.Optional);
        Assert.Equal("store", Variable(pod, "AWS_ACCESS_KEY_ID")!.ValueFrom!.SecretKeyRef!.Name);
    }

    [Fact]
    public void Without_a_cache_a_pod_keeps_models_in_its_workspace()
    {
        var pod = Pod(Spec(), Defaults with { ModelCacheBytes = 5 });
        Assert.Equal("/workspace/models", Value(pod, "IMAGEFORGE_MODEL_CACHE"));
        Assert.Null(Variable(pod, "IMAGEFORGE_MODEL_CACHE_BYTES"));
        Assert.DoesNotContain(pod.Volumes!, v => v.Name == "models");
    }

    [Fact]
    public void A_folder_of_the_node_keeps_models()
    {
        var pod = Pod(
            Spec(),
            Defaults with
            {
                ModelCache = new ModelCacheLocation.HostPath("/var/lib/models"),
                ModelCacheBytes = 50L << 30,
            }
        );
        var folder = pod.Volumes!.Single(v => v.Name == "models").HostPath!;
        Assert.Equal(("/var/lib/models", "Directory"), (folder.Path, folder.Type));
        var mount = pod.Containers[0].VolumeMounts!.Single(m => m.Name == "models");
        Assert.Equal(("/models", (bool?)null), (mount.MountPath, mount.ReadOnlyProperty));
        Assert.Equal("/models", Value(pod, "IMAGEFORGE_MODEL_CACHE"));
        Assert.Equal("53687091200", Value(pod, "IMAGEFORGE_MODEL_CACHE_BYTES"));
    }

    [Fact]
    public void A_claim_keeps_models()
    {
        var pod = Pod(Spec(), Defaults with { ModelCache = new ModelCacheLocation.Claim("models") });
        Assert.Equal("models", pod.Volumes!.Single(v => v.Name == "models").PersistentVolumeClaim!.ClaimName);
        Assert.Null(Variable(pod, "IMAGEFORGE_MODEL_CACHE_BYTES"));
    }

    [Fact]
    public void A_pod_without_models_has_nothing_of_them()
    {
        var pod = Pod("""{"compose":{}}""", Defaults with { ModelCache = new ModelCacheLocation.Claim("models") });
        Assert.DoesNotContain(pod.Volumes!, v => v.Name == "models");
        Assert.Null(Variable(pod, "IMAGEFORGE_MODEL_CACHE"));
    }

    private static string Spec(string model = """{"uri":"s3://m/sd"}""", string runner = "{}") =>
        $$$"""{"prompt":{"text":"a"},"size":{"preset":"Card"},"polish":{"backend":"Onnx","model":{{{model}}}},"runner":{{{runner}}}}""";

    private static V1PodSpec Pod(string spec, OperatorDefaults defaults)
    {
        var world = new World(spec) { Defaults = defaults };
        world.Settle();
        return world.Child.Spec!.Template.Spec!;
    }

    private static V1EnvVar? Variable(V1PodSpec pod, string name) =>
        pod.Containers[0].Env!.SingleOrDefault(e => e.Name == name);

    private static string? Value(V1PodSpec pod, string name) => Variable(pod, name)?.Value;
}
