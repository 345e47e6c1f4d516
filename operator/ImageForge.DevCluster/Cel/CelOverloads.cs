namespace ImageForge.DevCluster.Cel;

/// <summary>All functions and operators, by name.</summary>
internal static class CelOverloads
{
    private static readonly Dictionary<string, List<CelOverload>> ByName = Group();

    /// <summary>The signatures under a name; none where there is no such function.</summary>
    public static IReadOnlyList<CelOverload> Find(string name, bool isMember) =>
        ByName.TryGetValue(name, out var found) ? found.FindAll(overload => overload.IsMember == isMember) : [];

    public static bool Exists(string name) => ByName.ContainsKey(name);

    private static Dictionary<string, List<CelOverload>> Group() =>
        new[] { CelOperators.All(), CelArithmetic.All(), CelConversions.All(), CelStrings.All(), CelLists.All() }
            .SelectMany(overloads => overloads)
            .GroupBy(overload => overload.Name)
            .ToDictionary(group => group.Key, group => group.ToList());
}
