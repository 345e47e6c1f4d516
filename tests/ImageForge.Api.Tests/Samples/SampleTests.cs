using System.Text.Json;
using System.Text.Json.Nodes;
using ImageForge.Api.AtmosphereProfiles;
using ImageForge.Api.GenerationJobs;
using ImageForge.Api.Storyboards;
using ImageForge.Api.Tests.Crds;
using Xunit;

namespace ImageForge.Api.Tests.Samples;

public sealed class SampleTests
{
    [Fact]
    public void SamplesAreValid() =>
        Assert.Empty(
            Sample.All.SelectMany(sample =>
                SchemaCheck.Errors(
                    Crd.Spec(Crd.Of(Kind(sample))),
                    sample["spec"],
                    $"{Kind(sample)} {Name(sample)}: spec"
                )
            )
        );

    [Fact]
    public void ReadingASampleLosesNothing() =>
        Assert.All(
            Sample.All,
            sample =>
            {
                var missing = Missing(sample["spec"]!, Rewritten(sample)["spec"], "spec");
                Assert.Empty(missing);
            }
        );

    [Fact]
    public void EveryKindHasASampleAndNamesAreUnique()
    {
        Assert.Equal(Crd.All.Select(Crd.Kind).Order(), Sample.All.Select(Kind).Distinct().Order());
        Assert.Equal(Sample.All.Count, Sample.All.Select(sample => (Kind(sample), Name(sample))).Distinct().Count());
    }

    [Fact]
    public void ProfilesThatSamplesUseAreAmongThem()
    {
        var profiles = Sample.All.Where(sample => Kind(sample) == AtmosphereProfile.KindName).Select(Name).ToHashSet();
        var used = Sample
            .All.Select(sample => sample["spec"]?["compose"]?["atmosphere"]?["profileRef"]?["name"]?.GetValue<string>())
            .OfType<string>()
            .ToList();

        Assert.NotEmpty(used);
        Assert.All(used, name => Assert.Contains(name, profiles));
    }

    private static JsonNode Rewritten(JsonObject sample) =>
        JsonSerializer.SerializeToNode(Deserialized(sample), ApiJson.Of(Deserialized(sample).GetType()))!;

    private static object Deserialized(JsonObject sample) =>
        Kind(sample) switch
        {
            GenerationJob.KindName => sample.Deserialize(ApiJson.Of<GenerationJob>())!,
            Storyboard.KindName => sample.Deserialize(ApiJson.Of<Storyboard>())!,
            AtmosphereProfile.KindName => sample.Deserialize(ApiJson.Of<AtmosphereProfile>())!,
            var kind => throw new InvalidDataException($"{kind} is none of ours."),
        };

    private static IEnumerable<string> Missing(JsonNode given, JsonNode? kept, string path) =>
        given switch
        {
            JsonObject members => members.SelectMany(member =>
                Missing(member.Value!, (kept as JsonObject)?[member.Key], $"{path}.{member.Key}")
            ),
            JsonArray items => items.SelectMany((item, i) => Missing(item!, (kept as JsonArray)?[i], $"{path}[{i}]")),
            _ => given.ToJsonString() == kept?.ToJsonString() ? [] : [$"{path}: {given} became {kept}"],
        };

    private static string Kind(JsonObject sample) => sample["kind"]!.GetValue<string>();

    private static string Name(JsonObject sample) => sample["metadata"]!["name"]!.GetValue<string>();
}
