using ImageForge.DevCluster.Schema;

namespace ImageForge.DevCluster.Cel;

/// <summary>What a call costs beyond its own step: in proportion to what it has to look at.</summary>
internal static class CelCost
{
    public static long Of(CelOverload overload, IReadOnlyList<CelValue> arguments)
    {
        var sizes = arguments.Select(Size).ToList();
        // Sets are compared item by item, each with each.
        var quadratic = overload.Name is CelOperators.Equal or CelOperators.NotEqual;
        if (quadratic && arguments.All(argument => argument is CelList))
        {
            return sizes.Aggregate(
                1L,
                (product, size) => Math.Min(product * Math.Max(1, size), CelEvaluator.DefaultBudget * 2)
            );
        }
        return sizes.Sum();
    }

    private static long Size(CelValue value) =>
        value switch
        {
            CelString text => text.Value.Length / 10,
            CelBytes bytes => bytes.Value.Length / 10,
            CelList list => list.Items.Count,
            CelMap map => map.Entries.Count,
            _ => 0,
        };
}

/// <summary>What an expression may cost at most, and how large its result may be.</summary>
/// <param name="Cost">In steps; infinite where there is no bound.</param>
/// <param name="Size">Bytes of a string, items of a list, entries of a map; infinite where nothing is known.</param>
/// <param name="Schema">The schema of the result where it comes out of the object.</param>
internal sealed record CelEstimate(double Cost, double Size, StructuralSchema? Schema = null);
