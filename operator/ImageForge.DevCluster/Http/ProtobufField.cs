namespace ImageForge.DevCluster.Http;

/// <summary>A field of a message by its JSON name.</summary>
internal sealed record ProtobufField(
    string Name,
    ProtobufForm Form,
    ProtobufMessage? Message = null,
    bool Repeated = false
);
