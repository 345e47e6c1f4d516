namespace ImageForge.DevCluster.Http;

/// <summary>What a field of a message holds.</summary>
internal enum ProtobufForm
{
    Text,
    Integer,
    Boolean,
    StringMap,
    BytesMap,
    Message,

    /// <summary>Sent empty by clients, as only the server sets it.</summary>
    Ignored,
}
