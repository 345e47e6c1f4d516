using System.Text;

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

/// <summary>The fields of a message by their numbers.</summary>
internal sealed record ProtobufMessage(IReadOnlyDictionary<int, ProtobufField> Fields);

/// <summary>A field of a message by its JSON name.</summary>
internal sealed record ProtobufField(
    string Name,
    ProtobufForm Form,
    ProtobufMessage? Message = null,
    bool Repeated = false
);

/// <summary>One field as it stands on the wire.</summary>
internal readonly record struct ProtobufValue(int Number, long Integer, ReadOnlyMemory<byte> Bytes)
{
    public string Text => Encoding.UTF8.GetString(Bytes.Span);
}
