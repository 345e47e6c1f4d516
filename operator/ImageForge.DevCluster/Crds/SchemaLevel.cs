namespace ImageForge.DevCluster.Crds;

/// <summary>Where in a schema a part of it stands.</summary>
internal enum SchemaLevel
{
    Root,
    Field,
    Item,
}
