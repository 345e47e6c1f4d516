namespace ImageForge.DevCluster.Cel;

/// <summary>Functions of lists and maps.</summary>
internal static class CelLists
{
    private static readonly CelType List = CelType.ListOf(CelType.A);
    private static readonly CelType Map = CelType.MapOf(CelType.A, CelType.B);

    public static IEnumerable<CelOverload> All()
    {
        yield return new("size", false, [List], CelType.Int, a => new CelInt(Items(a[0]).Count));
        yield return new("size", true, [List], CelType.Int, a => new CelInt(Items(a[0]).Count));
        yield return new("size", false, [Map], CelType.Int, a => new CelInt(((CelMap)a[0]).Entries.Count));
        yield return new("size", true, [Map], CelType.Int, a => new CelInt(((CelMap)a[0]).Entries.Count));
    }

    private static IReadOnlyList<CelValue> Items(CelValue list) => ((CelList)list).Items;
}
