using ImageForge.DevCluster.Schema;

namespace ImageForge.DevCluster.Cel;

/// <summary>A list.</summary>
/// <param name="Items">Its items.</param>
/// <param name="Schema">The schema that it comes from, which may make it a set or a map; null for one that was computed.</param>
internal sealed record CelList(IReadOnlyList<CelValue> Items, StructuralSchema? Schema = null) : CelValue
{
    public override CelType Type => CelType.ListOf(CelType.Dyn);

    public bool IsSet => Schema?.ListType == "set";

    public bool IsMap => Schema?.ListType == "map";
}
