using System.Text.Json.Nodes;
using ImageForge.Api.Common;
using ImageForge.DevCluster.Resources.Kinds;
using ImageForge.Planning.Pods;
using k8s.Models;
using Xunit;

namespace ImageForge.Planning.Tests.Pods;

public class ResourceRulesTests
{
    private const string Gpu = "nvidia.com/gpu";

    private static readonly OperatorDefaults Defaults = new();
    private static readonly PodMemory Memory = new(300L << 20, 512L << 20);

    private static readonly (string Resource, string?[] Amounts)[] Choices =
    [
        ("cpu", [null, "200m", "4"]),
        ("memory", [null, "256Mi", "400Mi", "4Gi"]),
        ("hugepages-2Mi", [null, "4Mi"]),
        (Gpu, [null, "1", "2"]),
    ];

    [Theory]
    [InlineData(null)]
    [InlineData(1)]
    [InlineData(2)]
    public void What_is_taken_makes_a_pod_that_Kubernetes_takes_and_nothing_else_is_refused(int? gpus)
    {
        var (taken, refused) = (0, 0);
        foreach (var requests in Maps())
        {
            foreach (var limits in Maps())
            {
                var runner = new RunnerSpec
                {
                    Gpu = gpus is { } count ? new() { Count = count } : null,
                    Resources = new() { Requests = requests, Limits = limits },
                };
                var said = $"gpus {gpus}, requests {Text(requests)}, limits {Text(limits)}";
                var isTaken = RunnerRules.Validate(runner, "spec.runner", Defaults) is null;
                var merged = PodHardware.Resources(runner, Memory, Defaults);
                var pod = new JsonObject { ["requests"] = Json(merged.Requests), ["limits"] = Json(merged.Limits) };
                // spec.runner.gpu is the limit in the pod, so that there another one would be lost without a word.
                var contradicts =
                    gpus is not null && limits.TryGetValue(Gpu, out var devices) && devices.Value != $"{gpus}";
                var isRefused = contradicts || ResourceChecks.Check(pod, "resources").Any();
                Assert.True(isTaken != isRefused, said);
                _ = isTaken ? taken++ : refused++;
            }
        }

        Assert.True(taken > 200 && refused > 200, $"{taken} taken, {refused} refused");
    }

    private static IEnumerable<Dictionary<string, Quantity>> Maps() =>
        Choices.Aggregate(
            (IEnumerable<Dictionary<string, Quantity>>)[new(StringComparer.Ordinal)],
            (maps, choice) =>
                maps.SelectMany(map =>
                    choice.Amounts.Select(amount =>
                        amount is null
                            ? map
                            : new(map, StringComparer.Ordinal) { [choice.Resource] = new Quantity(amount) }
                    )
                )
        );

    [Theory]
    [InlineData("1.5Gi", "1536Mi")]
    [InlineData("+.5Gi", "512Mi")]
    [InlineData("5.", "5")]
    [InlineData("1500m", "1500m")]
    [InlineData("1E3", "1e3")]
    [InlineData("8Gi", "8Gi")]
    [InlineData("0e5", "0")]
    [InlineData("1e-99", "1e-9")]
    [InlineData("1e99", "9223372036854775807")]
    [InlineData("99Ei", "9223372036854775807")]
    [InlineData("12345678901234567890123456789012", "9223372036854775807")]
    public void Every_amount_that_the_schema_accepts_is_written_as_Kubernetes_would(string amount, string written)
    {
        Assert.Matches(Quantity.Format, amount);
        var runner = new RunnerSpec
        {
            Resources = new() { Limits = new Dictionary<string, Quantity> { ["memory"] = new(amount) } },
        };
        Assert.Equal(written, PodHardware.Resources(runner, Memory, Defaults).Limits["memory"].ToString());
    }

    private static JsonObject Json(IDictionary<string, ResourceQuantity> amounts) =>
        new(amounts.Select(a => KeyValuePair.Create(a.Key, (JsonNode?)a.Value.ToString())));

    private static string Text(Dictionary<string, Quantity> amounts) => string.Join(' ', amounts);
}
