namespace ImageForge.DevCluster.Cel;

/// <summary>Functions of lists, maps and of lists taken as sets.</summary>
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
        yield return new("isSorted", true, [List], CelType.Bool, a => IsSorted(Items(a[0])));
        yield return new("sum", true, [List], CelType.A, a => Sum(Items(a[0])));
        yield return new("min", true, [List], CelType.A, a => Extreme(Items(a[0]), -1, "min"));
        yield return new("max", true, [List], CelType.A, a => Extreme(Items(a[0]), 1, "max"));
        yield return new("indexOf", true, [List, CelType.A], CelType.Int, a => IndexOf(Items(a[0]), a[1], last: false));
        yield return new(
            "lastIndexOf",
            true,
            [List, CelType.A],
            CelType.Int,
            a => IndexOf(Items(a[0]), a[1], last: true)
        );
        yield return new("reverse", true, [List], List, a => new CelList([.. Items(a[0]).Reverse()]));
        yield return new("distinct", true, [List], List, a => new CelList(Distinct(Items(a[0]))));
        yield return new("sort", true, [List], List, a => Sort(Items(a[0])));
        yield return new(
            "slice",
            true,
            [List, CelType.Int, CelType.Int],
            List,
            a => Slice(Items(a[0]), Int(a[1]), Int(a[2]))
        );
        yield return new("flatten", true, [CelType.ListOf(List)], List, a => Flatten(Items(a[0])));
        yield return new("lists.range", false, [CelType.Int], CelType.ListOf(CelType.Int), a => Range(Int(a[0])));
        yield return new(
            "sets.contains",
            false,
            [List, List],
            CelType.Bool,
            a => CelBool.Of(ContainsAll(Items(a[0]), Items(a[1])))
        );
        yield return new(
            "sets.equivalent",
            false,
            [List, List],
            CelType.Bool,
            a => CelBool.Of(ContainsAll(Items(a[0]), Items(a[1])) && ContainsAll(Items(a[1]), Items(a[0])))
        );
        yield return new(
            "sets.intersects",
            false,
            [List, List],
            CelType.Bool,
            a => CelBool.Of(Items(a[0]).Any(item => Has(Items(a[1]), item)))
        );
    }

    private static IReadOnlyList<CelValue> Items(CelValue list) => ((CelList)list).Items;

    private static long Int(CelValue value) => ((CelInt)value).Value;

    private static bool Has(IReadOnlyList<CelValue> list, CelValue item) =>
        list.Any(other => CelEquality.AreEqual(item, other));

    private static bool ContainsAll(IReadOnlyList<CelValue> list, IReadOnlyList<CelValue> items) =>
        items.All(item => Has(list, item));

    private static CelValue IsSorted(IReadOnlyList<CelValue> list)
    {
        for (var i = 1; i < list.Count; i++)
        {
            if (CelEquality.Compare(list[i - 1], list[i]) is not { } order)
                return CelError.NoSuchOverload;
            if (order > 0)
                return CelBool.False;
        }
        return CelBool.True;
    }

    private static CelValue Sum(IReadOnlyList<CelValue> list)
    {
        if (list.Count == 0)
            return new CelInt(0);
        var total = list[0];
        foreach (var item in list.Skip(1))
        {
            CelValue[] pair = [total, item];
            if (CelOverloads.Find("_+_", isMember: false).FirstOrDefault(o => o.Accepts(pair)) is not { } plus)
                return CelError.NoSuchOverload;
            total = plus.Invoke(pair);
            if (total is CelError)
                return total;
        }
        return total;
    }

    private static CelValue Extreme(IReadOnlyList<CelValue> list, int direction, string name)
    {
        if (list.Count == 0)
            return new CelError($"{name} called on empty list");
        var best = list[0];
        foreach (var item in list.Skip(1))
        {
            if (CelEquality.Compare(item, best) is not { } order)
                return CelError.NoSuchOverload;
            if (Math.Sign(order) == direction)
                best = item;
        }
        return best;
    }

    private static CelInt IndexOf(IReadOnlyList<CelValue> list, CelValue item, bool last)
    {
        var found = -1;
        for (var i = 0; i < list.Count && (last || found < 0); i++)
        {
            if (CelEquality.AreEqual(list[i], item))
                found = i;
        }
        return new CelInt(found);
    }

    private static List<CelValue> Distinct(IReadOnlyList<CelValue> list)
    {
        List<CelValue> kept = [];
        foreach (var item in list)
        {
            if (!Has(kept, item))
                kept.Add(item);
        }
        return kept;
    }

    private static CelValue Sort(IReadOnlyList<CelValue> list)
    {
        if (list.Any(item => CelEquality.Compare(list[0], item) is null))
            return new CelError("list elements must be comparable");
        return new CelList([.. list.Order(Comparer<CelValue>.Create((a, b) => CelEquality.Compare(a, b) ?? 0))]);
    }

    private static CelValue Slice(IReadOnlyList<CelValue> list, long start, long end)
    {
        if (start < 0 || end < 0)
            return new CelError($"cannot slice({start}, {end}), negative indexes not supported");
        if (start > end)
            return new CelError($"cannot slice({start}, {end}), start index must be less than or equal to end index");
        if (end > list.Count)
            return new CelError($"cannot slice({start}, {end}), list is length {list.Count}");
        return new CelList([.. list.Skip((int)start).Take((int)(end - start))]);
    }

    private static CelList Flatten(IReadOnlyList<CelValue> list) =>
        new([.. list.SelectMany(item => item is CelList inner ? inner.Items : [item])]);

    private static CelValue Range(long count) =>
        count is < 0 or > 100_000
            ? new CelError($"lists.range: {count} is out of range")
            : new CelList([.. Enumerable.Range(0, (int)count).Select(i => new CelInt(i))]);
}
