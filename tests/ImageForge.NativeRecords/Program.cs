using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using ImageForge.Api;
using ImageForge.Api.AtmosphereProfiles;
using ImageForge.Api.GenerationJobs;
using ImageForge.Api.Storyboards;
using ImageForge.Contracts;
using ImageForge.Contracts.Plans;
using ImageForge.Contracts.Results;
using ImageForge.Model;

// Reads documents with the code that the native operator has: for each pair of input lines, a type's name and a document, it
// prints the document as it is written again, and the fields that a walk finds.
Dictionary<string, JsonTypeInfo> types = new()
{
    [nameof(GenerationJob)] = ApiJson.Of<GenerationJob>(),
    [nameof(Storyboard)] = ApiJson.Of<Storyboard>(),
    [nameof(AtmosphereProfile)] = ApiJson.Of<AtmosphereProfile>(),
    [nameof(RunPlan)] = ContractsJson.Of<RunPlan>(),
    [nameof(Manifest)] = ContractsJson.Of<Manifest>(),
    [nameof(Progress)] = ContractsJson.Of<Progress>(),
    [nameof(TerminationMessage)] = ContractsJson.Of<TerminationMessage>(),
};
while (Console.ReadLine() is { } name)
{
    var read = JsonSerializer.Deserialize(Console.ReadLine()!, types[name]);
    Console.WriteLine(JsonSerializer.Serialize(read, types[name]));
    Console.WriteLine(string.Join(' ', Records.Values(read).Select(field => field.Path)));
}
