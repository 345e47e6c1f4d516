namespace ImageForge.DevCluster.Http;

/// <summary>The fields of a message by their numbers.</summary>
internal sealed record ProtobufMessage(IReadOnlyDictionary<int, ProtobufField> Fields);
