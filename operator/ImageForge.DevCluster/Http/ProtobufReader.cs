using ImageForge.DevCluster.Storage;

namespace ImageForge.DevCluster.Http;

/// <summary>Splits a message into its fields.</summary>
internal static class ProtobufReader
{
    /// <exception cref="ApiError">BadRequest: the bytes are no message.</exception>
    public static IEnumerable<ProtobufValue> Read(ReadOnlyMemory<byte> message)
    {
        for (var position = 0; position < message.Length; )
        {
            var tag = Varint(message, ref position);
            var number = (int)(tag >> 3);
            switch (tag & 7)
            {
                case 0:
                    yield return new ProtobufValue(number, (long)Varint(message, ref position), default);
                    break;
                case 2:
                    var length = (int)Varint(message, ref position);
                    if (length < 0 || position + length > message.Length)
                    {
                        throw Broken();
                    }
                    yield return new ProtobufValue(number, 0, message.Slice(position, length));
                    position += length;
                    break;
                case 1:
                    position += 8;
                    break;
                case 5:
                    position += 4;
                    break;
                default:
                    throw Broken();
            }
        }
    }

    private static ulong Varint(ReadOnlyMemory<byte> message, ref int position)
    {
        ulong value = 0;
        for (var shift = 0; shift < 64 && position < message.Length; shift += 7)
        {
            var b = message.Span[position++];
            value |= (ulong)(b & 0x7f) << shift;
            if (b < 0x80)
            {
                return value;
            }
        }
        throw Broken();
    }

    private static ApiError Broken() => ApiError.BadRequest("proto: cannot parse invalid wire-format data");
}
