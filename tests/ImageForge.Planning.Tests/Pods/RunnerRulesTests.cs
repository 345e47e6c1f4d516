using ImageForge.Api;
using ImageForge.Planning.Resolving;
using ImageForge.Planning.Tests.Storyboards;
using Xunit;

namespace ImageForge.Planning.Tests.Pods;

public class RunnerRulesTests
{
    private static readonly OperatorDefaults Defaults = new() { StoreUri = "s3://b" };

    [Theory]
    [InlineData("""{"resources":{"requests":{"cpu":"-1"}}}""", "resources.requests[cpu] '-1' must not be negative.")]
    [InlineData(
        """{"resources":{"limits":{"memory":"-1Gi"}}}""",
        "resources.limits[memory] '-1Gi' must not be negative."
    )]
    [InlineData("""{"resources":{"requests":{"bogus":"1"}}}""", "resources.requests[bogus]: unknown resource 'bogus';")]
    [InlineData("""{"resources":{"limits":{"pods":"1"}}}""", "resources.limits[pods]: unknown resource 'pods';")]
    [InlineData("""{"resources":{"limits":{"a b":"1"}}}""", "resources.limits[a b]: unknown resource 'a b';")]
    [InlineData("""{"resources":{"limits":{"A.com/x":"1"}}}""", "resources.limits[A.com/x]: unknown resource")]
    [InlineData(
        """{"resources":{"limits":{"requests.x/y":"1"}}}""",
        "resources.limits[requests.x/y]: unknown resource"
    )]
    [InlineData("""{"resources":{"limits":{"x/y/z":"1"}}}""", "resources.limits[x/y/z]: unknown resource")]
    [InlineData("""{"resources":{"requests":{"cpu":"1x"}}}""", "resources.requests[cpu] '1x' is not a valid quantity;")]
    [InlineData("""{"resources":{"requests":{"cpu":""}}}""", "resources.requests[cpu] '' is not a valid quantity;")]
    [InlineData(
        """{"resources":{"requests":{"cpu":"2"},"limits":{"cpu":"1500m"}}}""",
        "resources.requests[cpu] '2' is above the limit of 1500m."
    )]
    [InlineData(
        """{"resources":{"limits":{"nvidia.com/gpu":"500m"}}}""",
        "resources.limits[nvidia.com/gpu] '500m' must be a whole number of devices."
    )]
    [InlineData(
        """{"resources":{"requests":{"nvidia.com/gpu":"1"},"limits":{"nvidia.com/gpu":"2"}}}""",
        "resources.requests[nvidia.com/gpu] '1' must equal the limit of 2."
    )]
    [InlineData(
        """{"resources":{"requests":{"nvidia.com/gpu":"1"}}}""",
        "resources.requests[nvidia.com/gpu] requires an equal spec.runner.resources.limits[nvidia.com/gpu]."
    )]
    [InlineData(
        """{"resources":{"limits":{"hugepages-2Mi":"3Mi"}}}""",
        "resources.limits[hugepages-2Mi] '3Mi' must be a multiple of the page size 2Mi."
    )]
    [InlineData(
        """{"gpu":{"count":2},"resources":{"limits":{"nvidia.com/gpu":"1"}}}""",
        "resources.limits[nvidia.com/gpu] '1' differs from spec.runner.gpu.count 2; remove it."
    )]
    [InlineData("""{"gpu":{"resourceName":"a..b/gpu"}}""", "gpu.resourceName 'a..b/gpu' is not a device resource;")]
    [InlineData("""{"nodeSelector":{"a b":"x"}}""", "nodeSelector: 'a b' is not a valid label key.")]
    [InlineData("""{"nodeSelector":{"a/b/c":"x"}}""", "nodeSelector: 'a/b/c' is not a valid label key.")]
    [InlineData("""{"nodeSelector":{"":"x"}}""", "nodeSelector: '' is not a valid label key.")]
    [InlineData("""{"nodeSelector":{"a":"x y"}}""", "nodeSelector[a]: 'x y' is not a valid label value.")]
    [InlineData("""{"nodeSelector":{"a":"x\n"}}""", "nodeSelector[a]: 'x\n' is not a valid label value.")]
    [InlineData("""{"queueName":"a b"}""", "queueName 'a b' is not a valid label value;")]
    [InlineData("""{"priorityClassName":"a..b"}""", "priorityClassName 'a..b' is not a valid object name.")]
    [InlineData("""{"runtimeClassName":"A"}""", "runtimeClassName 'A' is not a valid object name.")]
    [InlineData(
        """{"tolerations":[{"key":"a","operator":"Exists","value":"x"}]}""",
        "tolerations[0].value must be empty when operator is Exists."
    )]
    [InlineData(
        """{"tolerations":[{"operator":"Exists"},{"value":"x"}]}""",
        "tolerations[1].operator must be Exists when key is empty."
    )]
    [InlineData(
        """{"tolerations":[{"key":"a","operator":"In"}]}""",
        "tolerations[0].operator 'In' is unknown; use Equal or Exists."
    )]
    [InlineData(
        """{"tolerations":[{"key":"a b","operator":"Exists"}]}""",
        "tolerations[0].key 'a b' is not a valid taint key."
    )]
    [InlineData(
        """{"tolerations":[{"key":"a","value":"x y"}]}""",
        "tolerations[0].value 'x y' is not a valid taint value."
    )]
    [InlineData("""{"tolerations":[{"key":"a","effect":"Never"}]}""", "tolerations[0].effect 'Never' is unknown;")]
    [InlineData(
        """{"tolerations":[{"key":"a","effect":"NoSchedule","tolerationSeconds":5}]}""",
        "tolerations[0].tolerationSeconds requires effect NoExecute."
    )]
    public void What_Kubernetes_would_refuse_in_the_pod_is_refused_with_its_field(string runner, string message)
    {
        var job = Given.Job($$"""{"compose":{},"runner":{{runner}}}""");
        var refused = Assert.IsType<Resolution.Refused>(JobResolver.Resolve(job, null, Defaults));
        Assert.Equal(Reasons.InvalidSpec, refused.Reason);
        Assert.StartsWith("spec.runner." + message, refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(
        """{"resources":{"requests":{"cpu":"500m","memory":"1Gi"},"limits":{"cpu":"0.5","memory":"1024Mi"}}}"""
    )]
    [InlineData("""{"resources":{"limits":{"nvidia.com/gpu":"1","hugepages-2Mi":"4Mi","ephemeral-storage":"1Gi"}}}""")]
    [InlineData("""{"gpu":{"count":2},"resources":{"limits":{"nvidia.com/gpu":"2"}}}""")]
    [InlineData("""{"nodeSelector":{"a.b/c":"","kubernetes.io/arch":"amd64"},"queueName":"studio"}""")]
    [InlineData(
        """{"tolerations":[{"operator":"Exists"},{"key":"a.b/c","value":"x","effect":"NoExecute","tolerationSeconds":-5}]}"""
    )]
    public void What_Kubernetes_takes_is_taken(string runner) =>
        Assert.IsType<Resolution.Ready>(
            JobResolver.Resolve(Given.Job($$"""{"compose":{},"runner":{{runner}}}"""), null, Defaults)
        );

    [Fact]
    public void A_storyboard_is_refused_before_its_frames()
    {
        var world = new BoardWorld("""{"scene":"A tram leaves.","template":{"runner":{"nodeSelector":{"a b":"x"}}}}""");
        world.Settle();
        var accepted = world.Status.Conditions!.Single(c => c.Type == Conditions.Accepted);
        Assert.Equal(
            ("False", "spec.template.runner.nodeSelector: 'a b' is not a valid label key."),
            (accepted.Status, accepted.Message)
        );
    }
}
