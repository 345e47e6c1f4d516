using FsCheck;
using FsCheck.Fluent;

namespace ImageForge.Artifacts.Tests;

/// <summary>One call of a store, as a property test draws it.</summary>
internal sealed record StoreOperation(StoreCall Call, string Key, string Other, string Content)
{
    private static readonly string[] Keys =
    [
        "a",
        "b/c.png",
        "b/d.png",
        "b/deep/er/e",
        "ü ber/日本 +%20?&.png",
        "z#1;=~'(x)*!@$,[]{}^`|\\\"<>",
        "b-c",
    ];

    public static Arbitrary<StoreOperation[]> Sequences =>
        (
            from call in Gen.Elements(Enum.GetValues<StoreCall>())
            from key in Gen.Elements(Keys)
            from other in Gen.Elements(Keys)
            from content in Gen.Elements("", "one", "two\0\r\n", new string('x', 70_000))
            select new StoreOperation(call, key, other, content)
        )
            .NonEmptyListOf()
            .Select(list => list.ToArray())
            .ToArbitrary();
}
