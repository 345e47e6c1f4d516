using FsCheck;
using FsCheck.Fluent;
using ImageForge.Kube;
using ImageForge.Runtime.Informers;
using k8s.Models;
using Xunit;

namespace ImageForge.Runtime.Tests.Informers;

/// <summary>The store and its indexes are what a dictionary and a search over it would be.</summary>
public sealed class SnapshotModelTests
{
    private static readonly string?[] Colors = [null, "red", "green", "blue"];

    private static readonly Gen<Operation> Operations =
        from kind in Gen.Choose(0, 9)
        from key in Gen.Choose(0, 5)
        from color in Gen.Elements(Colors)
        from keys in Gen.SubListOf(Enumerable.Range(0, 6))
        select new Operation(kind, key, color, [.. keys]);

    [Fact]
    public void Any_sequence_of_changes_gives_what_a_dictionary_gives() =>
        Properties.Check(Prop.ForAll(Arb.From(Gen.ArrayOf(Operations)), operations => Run(operations)));

    [Fact]
    public void A_snapshot_does_not_change_when_another_is_made_of_it()
    {
        var one = Empty().With(Samples.ConfigMap("a", 1, color: "red"));
        one.With(Samples.ConfigMap("a", 2, color: "blue")).Without(new ObjectKey("studio", "a"));
        Assert.Equal("1", one.Get(new ObjectKey("studio", "a"))?.Metadata.ResourceVersion);
        Assert.Single(one.ByIndex("color", "red"));
    }

    [Fact]
    public void An_index_that_was_never_made_is_an_error() =>
        Assert.Throws<ArgumentException>(() => Empty().ByIndex("size", "1"));

    private static Snapshot<V1ConfigMap> Empty() =>
        Snapshot<V1ConfigMap>.Empty(
            new Dictionary<string, Func<V1ConfigMap, IEnumerable<string>>>
            {
                ["color"] = value => value.Metadata.Labels?.Values ?? [],
                // Several values, some of them twice.
                ["letters"] = value => [value.Metadata.Name!, value.Metadata.Name!, "all"],
            }
        );

    private static void Run(Operation[] operations)
    {
        var store = Empty();
        var model = new Dictionary<ObjectKey, V1ConfigMap>();
        var version = 0;
        foreach (var operation in operations)
        {
            var value = Samples.ConfigMap($"{operation.Key}", ++version, color: operation.Color);
            switch (operation.Kind)
            {
                case < 6:
                    store = store.With(value);
                    model[ObjectKey.Of(value)] = value;
                    break;
                case < 9:
                    store = store.Without(ObjectKey.Of(value));
                    model.Remove(ObjectKey.Of(value));
                    break;
                default:
                    var values = operation.Keys.Select(key => Samples.ConfigMap($"{key}", ++version)).ToArray();
                    store = store.Replaced(values);
                    model = values.ToDictionary(ObjectKey.Of);
                    break;
            }
            Compare(model, store);
        }
    }

    private static void Compare(Dictionary<ObjectKey, V1ConfigMap> model, Snapshot<V1ConfigMap> store)
    {
        Assert.Equal(model.Values.ToHashSet(), store.List().ToHashSet());
        Assert.Equal(model.Count, store.Count);
        foreach (var key in Enumerable.Range(0, 6).Select(key => new ObjectKey("studio", $"{key}")))
        {
            Assert.Same(model.GetValueOrDefault(key), store.Get(key));
            Assert.Equal(model.ContainsKey(key) ? 1 : 0, store.ByIndex("letters", key.Name).Count);
        }
        Assert.Equal(model.Count, store.ByIndex("letters", "all").Count);
        foreach (var color in Colors.OfType<string>())
        {
            var expected = model.Values.Where(value => value.Metadata.Labels?["color"] == color);
            Assert.Equal(expected.ToHashSet(), store.ByIndex("color", color).ToHashSet());
        }
    }

    internal sealed record Operation(int Kind, int Key, string? Color, int[] Keys);
}
