using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Xunit;

namespace ImageForge.Api.Tests.Crds;

/// <summary>What tools around Kubernetes expect of a custom resource.</summary>
public sealed partial class CrdShapeTests
{
    [Fact]
    public void NamesAndScopeAreThoseOfTheGroup() =>
        Assert.All(
            Crd.All,
            crd =>
            {
                var names = crd["spec"]!["names"]!;
                Assert.Equal($"{names["plural"]}.imageforge.dev", crd["metadata"]!["name"]!.GetValue<string>());
                Assert.Equal("[\"imageforge\"]", names["categories"]!.ToJsonString());
                Assert.NotEmpty(names["shortNames"]!.AsArray());
                Assert.Equal("Namespaced", crd["spec"]!["scope"]!.GetValue<string>());
            }
        );

    [Fact]
    public void ShortNamesAreUnique()
    {
        var names = Crd
            .All.SelectMany(crd => crd["spec"]!["names"]!["shortNames"]!.AsArray())
            .Select(name => name!.GetValue<string>())
            .ToList();

        Assert.Equal(names.Count, names.Distinct().Count());
    }

    // A missing status reads as success to tools that wait; the default makes a new object read as in progress.
    [Fact]
    public void NewObjectsReadAsNotObserved() =>
        Assert.All(
            Crd.All,
            crd =>
            {
                Assert.Equal("{}", Crd.Version(crd)["subresources"]!["status"]!.ToJsonString());
                Assert.Equal("{\"observedGeneration\":-1}", Crd.Status(crd)["default"]!.ToJsonString());
            }
        );

    [Fact]
    public void ConditionsMergeByType() =>
        Assert.All(
            Crd.All,
            crd =>
            {
                var conditions = Crd.Status(crd)["properties"]!["conditions"]!;
                Assert.Equal("map", conditions["x-kubernetes-list-type"]!.GetValue<string>());
                Assert.Equal("[\"type\"]", conditions["x-kubernetes-list-map-keys"]!.ToJsonString());
            }
        );

    [Fact]
    public void RootLimitsTheName() =>
        Assert.All(
            Crd.All,
            crd =>
            {
                var rules = Crd.Schema(crd)["x-kubernetes-validations"]!.ToJsonString();
                Assert.Contains("size(self.metadata.name) \\u003C= 63", rules, StringComparison.Ordinal);
                Assert.Contains("self.metadata.name.matches(", rules, StringComparison.Ordinal);
            }
        );

    [Fact]
    public void ColumnsShowFieldsThatExist() =>
        Assert.All(
            Crd.All,
            crd =>
            {
                foreach (var column in Crd.Version(crd)["additionalPrinterColumns"]!.AsArray())
                {
                    var path = Filter().Replace(column!["jsonPath"]!.GetValue<string>(), "");
                    if (path != ".metadata.creationTimestamp")
                    {
                        Assert.NotNull(Find(Crd.Schema(crd), path));
                    }
                }
            }
        );

    [Theory]
    [InlineData("GenerationJob", "suspend cancel discard cleanup")]
    [InlineData("Storyboard", "refine suspend cancel cleanup")]
    public void SpecIsImmutableButForSomeFields(string kind, string mutable)
    {
        var spec = Crd.Spec(Crd.Of(kind));
        var changeable = spec["properties"]!
            .AsObject()
            .Where(property =>
                property.Value!["x-kubernetes-validations"] is not JsonArray rules
                || rules.All(rule => rule!["rule"]!.GetValue<string>() != "self == oldSelf")
            )
            .Select(property => property.Key);
        Assert.Equal(mutable.Split(' ').Order(StringComparer.Ordinal), changeable.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("GenerationJob")]
    [InlineData("Storyboard")]
    public void OptionalFieldsCannotAppearOrVanishLater(string kind)
    {
        var spec = Crd.Spec(Crd.Of(kind));
        var rules = spec["x-kubernetes-validations"]!
            .AsArray()
            .Select(rule => rule!["rule"]!.GetValue<string>())
            .ToList();
        var immutable = spec["properties"]!
            .AsObject()
            .Where(property => property.Value!["default"] is null)
            .Select(property => property.Key)
            .Except(["cleanup", "refine", "discard"]);
        Assert.All(immutable, name => Assert.Contains($"has(self.{name}) == has(oldSelf.{name})", rules));
    }

    private static JsonNode? Find(JsonObject schema, string path)
    {
        JsonNode? found = schema;
        foreach (var name in path.Split('.', StringSplitOptions.RemoveEmptyEntries))
        {
            found = (found?["items"] ?? found)?["properties"]?[name];
        }

        return found;
    }

    [GeneratedRegex(@"\[[^\]]*\]")]
    private static partial Regex Filter();
}
