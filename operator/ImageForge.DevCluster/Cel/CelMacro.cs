namespace ImageForge.DevCluster.Cel;

internal enum CelMacro
{
    All,
    Exists,
    ExistsOne,
    Map,
    Filter,
    TransformList,
    TransformMap,
    Bind,
    OptMap,
    OptFlatMap,
}
