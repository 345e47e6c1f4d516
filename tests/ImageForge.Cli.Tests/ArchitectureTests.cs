using System.Reflection;
using ImageForge.Testing.Data;
using Xunit;

namespace ImageForge.Cli.Tests;

/// <summary>Holds the arrows between projects: they point one way.</summary>
public sealed class ArchitectureTests
{
    private static readonly Dictionary<string, string[]> Allowed = new(StringComparer.Ordinal)
    {
        ["ImageForge.Model"] = [],
        ["ImageForge.Api"] = ["ImageForge.Model"],
        ["ImageForge.Contracts"] = ["ImageForge.Model"],
        ["ImageForge.Imaging"] = ["ImageForge.Model"],
        ["ImageForge.Scenes"] = ["ImageForge.Model", "ImageForge.Imaging"],
        ["ImageForge.Kube"] = ["ImageForge.Api", "ImageForge.Model"],
        ["ImageForge.Runtime"] = ["ImageForge.Api", "ImageForge.Kube"],
        ["ImageForge.Planning"] = ["ImageForge.Model", "ImageForge.Api", "ImageForge.Contracts"],
        ["ImageForge.Evaluation"] = ["ImageForge.Imaging"],
        ["ImageForge.Artifacts"] = ["ImageForge.Contracts"],
        ["ImageForge.DevCluster"] = ["ImageForge.Api"],
        ["ImageForge.Inference"] = ["ImageForge.Model", "ImageForge.Contracts", "ImageForge.Imaging"],
        ["ImageForge.Hosting"] = [],
        ["runner"] =
        [
            "ImageForge.Model",
            "ImageForge.Hosting",
            "ImageForge.Contracts",
            "ImageForge.Imaging",
            "ImageForge.Scenes",
            "ImageForge.Inference",
            "ImageForge.Evaluation",
            "ImageForge.Artifacts",
        ],
        ["operator"] =
        [
            "ImageForge.Model",
            "ImageForge.Hosting",
            "ImageForge.Api",
            "ImageForge.Contracts",
            "ImageForge.Kube",
            "ImageForge.Planning",
            "ImageForge.Runtime",
        ],
    };

    public static TheoryData<string> Assemblies => [.. Allowed.Keys];

    [Theory]
    [MemberData(nameof(Assemblies))]
    public void An_assembly_references_only_what_lies_below_it(string name)
    {
        var ours = Assembly
            .Load(name)
            .GetReferencedAssemblies()
            .Select(a => a.Name!)
            .Where(a => a.StartsWith("ImageForge.", StringComparison.Ordinal) || Allowed.ContainsKey(a));
        Assert.Empty(ours.Except(Allowed[name]));
    }

    /// <summary>All others use .NET's ActivitySource and Meter, so that OpenTelemetry is loaded only where it exports.</summary>
    [Theory]
    [MemberData(nameof(Assemblies))]
    public void Only_Hosting_references_OpenTelemetry(string name) =>
        Assert.Equal(
            name == "ImageForge.Hosting",
            Assembly
                .Load(name)
                .GetReferencedAssemblies()
                .Any(a => a.Name!.StartsWith("OpenTelemetry", StringComparison.Ordinal))
        );

    [Fact]
    public void Runners_do_not_carry_the_Kubernetes_client()
    {
        string[] locks =
        [
            .. Directory.EnumerateFiles(
                Path.Combine(Checkout.Root, "runner"),
                "packages.lock.json",
                SearchOption.AllDirectories
            ),
        ];
        Assert.NotEmpty(locks);
        Assert.DoesNotContain(
            locks,
            file => File.ReadAllText(file).Contains("KubernetesClient", StringComparison.Ordinal)
        );
    }
}
