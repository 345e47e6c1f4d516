using System.Text;

namespace ImageForge.DevCluster.Http;

/// <summary>One field as it stands on the wire.</summary>
internal readonly record struct ProtobufValue(int Number, long Integer, ReadOnlyMemory<byte> Bytes)
{
    public string Text => Encoding.UTF8.GetString(Bytes.Span);
}
