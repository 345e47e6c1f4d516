using System.Text.Json.Nodes;
using ImageForge.Api.GenerationJobs;
using ImageForge.Api.Yaml;
using ImageForge.Contracts.Plans;
using ImageForge.Planning.Resolving;
using Xunit;

namespace ImageForge.Planning.Tests.Resolving;

public class ExampleTests
{
    [Fact]
    public void Examples_can_be_planned()
    {
        var specs = Directory
            .GetFiles(Path.Combine(Root(), "config", "examples"), "*.yaml")
            .SelectMany(file => YamlReader.Read(File.ReadAllText(file)))
            // Queues have objects of Kueue beside them.
            .Where(document => (string?)document.Value!["kind"] == GenerationJob.KindName)
            .Select(document => (JsonNode)document.Value!["spec"]!)
            .ToList();
        Assert.NotEmpty(specs);
        Assert.All(
            specs,
            spec =>
            {
                var resolution = JobResolver.Resolve(Given.Job(spec), null, new OperatorDefaults());
                var work = (GenerateWork)Assert.IsType<Resolution.Ready>(resolution).Plan.Work;
                Assert.Equal(
                    work.Polish!.Backend == PolishBackend.Onnx ? "s3://models/sd-turbo" : "s3://models/candy.onnx",
                    work.Polish.Model!.Uri
                );
            }
        );
    }

    private static string Root()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); ; folder = folder.Parent!)
        {
            if (File.Exists(Path.Combine(folder.FullName, "ImageForge.sln")))
            {
                return folder.FullName;
            }
        }
    }
}
