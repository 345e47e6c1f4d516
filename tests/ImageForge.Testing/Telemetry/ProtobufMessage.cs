using System.Buffers.Binary;
using System.Text;

namespace ImageForge.Testing.Telemetry;

/// <summary>The fields of a protobuf message by number, without a schema: enough to read OTLP in tests.</summary>
internal sealed class ProtobufMessage
{
    private readonly List<(int Field, ulong Number, ReadOnlyMemory<byte> Bytes)> _fields = [];

    /// <exception cref="InvalidDataException">It is no protobuf.</exception>
    public ProtobufMessage(ReadOnlyMemory<byte> data)
    {
        while (!data.IsEmpty)
        {
            var tag = Varint(ref data);
            var field = (int)(tag >> 3);
            switch (tag & 7)
            {
                case 0:
                    _fields.Add((field, Varint(ref data), default));
                    break;
                case 1:
                    _fields.Add((field, BinaryPrimitives.ReadUInt64LittleEndian(data.Span), default));
                    data = data[8..];
                    break;
                case 2:
                    var length = (int)Varint(ref data);
                    _fields.Add((field, 0, data[..length]));
                    data = data[length..];
                    break;
                case 5:
                    _fields.Add((field, BinaryPrimitives.ReadUInt32LittleEndian(data.Span), default));
                    data = data[4..];
                    break;
                default:
                    throw new InvalidDataException($"wire type {tag & 7} of field {field}");
            }
        }
    }

    public bool Has(int field) => _fields.Exists(f => f.Field == field);

    public ulong Number(int field) => _fields.LastOrDefault(f => f.Field == field).Number;

    public string Text(int field) => Encoding.UTF8.GetString(Bytes(field).Span);

    public string Hex(int field) => Convert.ToHexStringLower(Bytes(field).Span);

    public IEnumerable<ProtobufMessage> Messages(int field) =>
        _fields.Where(f => f.Field == field).Select(f => new ProtobufMessage(f.Bytes));

    private ReadOnlyMemory<byte> Bytes(int field) => _fields.LastOrDefault(f => f.Field == field).Bytes;

    private static ulong Varint(ref ReadOnlyMemory<byte> data)
    {
        var value = 0UL;
        for (var i = 0; ; i++)
        {
            value |= (ulong)(data.Span[i] & 0x7F) << (7 * i);
            if (data.Span[i] < 0x80)
            {
                data = data[(i + 1)..];
                return value;
            }
        }
    }
}
