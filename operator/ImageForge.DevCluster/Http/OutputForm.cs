namespace ImageForge.DevCluster.Http;

/// <summary>What a client wants objects turned into.</summary>
internal enum OutputForm
{
    Object,
    Table,
    PartialObjectMetadata,
    PartialObjectMetadataList,
}
