using System.Text.Json;
using ImageForge.Api;
using k8s;
using k8s.Models;

namespace ImageForge.Kube.Json;

/// <summary>
/// Reads a list from a stream, one item after the other, so that a large list needs little memory, and one item that does not
/// fit does not lose the others.
/// </summary>
/// <remarks>
/// Not KubernetesClient's: one unreadable item loses its whole list (LibraryTests). Not System.Text.Json's, which reads only
/// arrays in this way, not an array in an object.
/// </remarks>
internal sealed class ListReader<T>(Stream stream, ResourceType<T> type)
    where T : IKubernetesObject<V1ObjectMeta>
{
    private readonly List<T> _items = [];
    private readonly List<UnreadableObject> _unreadable = [];
    private V1ListMeta _meta = new();

    // Unread bytes from _start to _end. A larger item makes the buffer grow.
    private byte[] _buffer = new byte[64 * 1024];
    private int _start;
    private int _end;

    // Where the reader of the list's own fields stands. To it, the array of items is empty.
    private JsonReaderState _fields;

    private enum Progress
    {
        NeedsMore,
        AtItems,
        Ended,
    }

    /// <summary>Reads the whole list.</summary>
    /// <exception cref="JsonException">It is not a list, or ends too early.</exception>
    public async Task<ListPage<T>> ReadAsync(CancellationToken cancellation)
    {
        while (true)
        {
            switch (ReadFields())
            {
                case Progress.AtItems:
                    while (!ReadItems())
                    {
                        await FillAsync(cancellation);
                    }

                    break;
                case Progress.Ended:
                    // The connection can be used again once its answer was read to the end.
                    _start = _end;
                    while (await stream.ReadAsync(_buffer, cancellation) > 0) { }
                    return new ListPage<T>(
                        _items,
                        _unreadable,
                        _meta.ResourceVersion ?? "",
                        string.IsNullOrEmpty(_meta.ContinueProperty) ? null : _meta.ContinueProperty
                    );
                default:
                    await FillAsync(cancellation);
                    break;
            }
        }
    }

    private async ValueTask FillAsync(CancellationToken cancellation)
    {
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            _end -= _start;
            _start = 0;
        }

        if (_end == _buffer.Length)
        {
            Array.Resize(ref _buffer, _buffer.Length * 2);
        }

        var read = await stream.ReadAsync(_buffer.AsMemory(_end), cancellation);
        _end += read > 0 ? read : throw new JsonException("The list is incomplete.");
    }

    /// <summary>Reads fields of the list, up to the first item or the end.</summary>
    private Progress ReadFields()
    {
        while (true)
        {
            var reader = new Utf8JsonReader(_buffer.AsSpan(_start, _end - _start), isFinalBlock: false, _fields);
            if (!reader.Read())
            {
                return Progress.NeedsMore;
            }

            switch (reader.TokenType)
            {
                case JsonTokenType.EndObject:
                    return Progress.Ended;
                case JsonTokenType.StartObject or JsonTokenType.EndArray:
                    break;
                case JsonTokenType.PropertyName:
                    var isMeta = reader.ValueTextEquals("metadata"u8);
                    var isItems = reader.ValueTextEquals("items"u8);
                    if (!reader.Read())
                    {
                        return Progress.NeedsMore;
                    }

                    if (isItems && reader.TokenType == JsonTokenType.StartArray)
                    {
                        Keep(reader);
                        return Progress.AtItems;
                    }

                    var value = reader;
                    if (!reader.TrySkip())
                    {
                        return Progress.NeedsMore;
                    }

                    if (isMeta)
                    {
                        _meta = JsonSerializer.Deserialize(ref value, CoreJson.Of<V1ListMeta>()) ?? _meta;
                    }

                    break;
                default:
                    throw new JsonException("Expected a list.");
            }

            Keep(reader);
        }
    }

    private void Keep(Utf8JsonReader reader)
    {
        _fields = reader.CurrentState;
        _start += (int)reader.BytesConsumed;
    }

    /// <summary>Reads the items that are complete.</summary>
    /// <returns>Whether there are no more.</returns>
    private bool ReadItems()
    {
        while (true)
        {
            var rest = _buffer.AsSpan(_start, _end - _start);
            var next = rest.IndexOfAnyExcept(" \r\n\t,"u8);
            if (next < 0)
            {
                _start = _end;
                return false;
            }

            _start += next;
            switch (rest[next])
            {
                case (byte)']':
                    return true;
                case (byte)'{':
                    break;
                default:
                    throw new JsonException("Expected an object as item of the list.");
            }

            var item = rest[next..];
            var length = JsonObjects.Length(item);
            if (length < 0)
            {
                return false;
            }

            Take(item[..length]);
            _start += length;
        }
    }

    private void Take(ReadOnlySpan<byte> item)
    {
        var (value, bad) = ObjectReader.TryRead(item, type);
        if (bad is not null)
        {
            _unreadable.Add(bad);
        }
        else
        {
            _items.Add(value!);
        }
    }
}

/// <summary>Finds where JSON objects end.</summary>
internal static class JsonObjects
{
    /// <summary>Length of the object at the beginning of some JSON; -1 if it goes on beyond.</summary>
    /// <remarks>Half the time of a JSON reader, which reads the object afterwards and then finds all other errors.</remarks>
    public static int Length(ReadOnlySpan<byte> json)
    {
        var depth = 0;
        for (var at = 0; at < json.Length; at++)
        {
            var next = json[at..].IndexOfAny((byte)'"', (byte)'{', (byte)'}');
            if (next < 0)
            {
                return -1;
            }

            at += next;
            switch (json[at])
            {
                case (byte)'{':
                    depth++;
                    break;
                case (byte)'}':
                    if (--depth == 0)
                    {
                        return at + 1;
                    }

                    break;
                default:
                    var length = StringLength(json[(at + 1)..]);
                    if (length < 0)
                    {
                        return -1;
                    }

                    at += length;
                    break;
            }
        }

        return -1;
    }

    /// <summary>Length of the rest of a string, with its closing quote.</summary>
    private static int StringLength(ReadOnlySpan<byte> json)
    {
        for (var at = 0; at < json.Length; at += 2)
        {
            var next = json[at..].IndexOfAny((byte)'"', (byte)'\\');
            if (next < 0)
            {
                return -1;
            }

            at += next;
            if (json[at] == (byte)'"')
            {
                return at + 1;
            }
        }

        return -1;
    }
}
