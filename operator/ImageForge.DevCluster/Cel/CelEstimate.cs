using ImageForge.DevCluster.Schema;

namespace ImageForge.DevCluster.Cel;

/// <summary>What an expression may cost at most, and how large its result may be.</summary>
/// <param name="Cost">In steps; infinite where there is no bound.</param>
/// <param name="Size">Bytes of a string, items of a list, entries of a map; infinite where nothing is known.</param>
/// <param name="Schema">The schema of the result where it comes out of the object.</param>
internal sealed record CelEstimate(double Cost, double Size, StructuralSchema? Schema = null);
