namespace ImageForge.Planning.Compose;

/// <summary>Fills in the positions that a gradient's stops leave out.</summary>
internal static class GradientPositions
{
    /// <summary>All positions: the first at 0, the last at 1, the rest spread evenly between their neighbours.</summary>
    public static IReadOnlyList<double> Of(IReadOnlyList<double?> given)
    {
        var all = new double[given.Count];
        var known = 0;
        all[0] = given[0] ?? 0;
        for (var i = 1; i < given.Count; i++)
        {
            var last = i == given.Count - 1;
            if (given[i] is null && !last)
            {
                continue;
            }

            all[i] = given[i] ?? 1;
            for (var between = known + 1; between < i; between++)
            {
                all[between] = all[known] + ((all[i] - all[known]) * (between - known) / (i - known));
            }

            known = i;
        }

        return all;
    }
}
