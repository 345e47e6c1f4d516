using System.Text.Json.Nodes;

namespace ImageForge.DevCluster.Resources.Types;

/// <summary>A list, and how its items are told apart.</summary>
/// <param name="element">The type of the items.</param>
/// <param name="kind">How they are told apart.</param>
/// <param name="keys">The key fields of a <see cref="ListKind.Map"/>, with the value that a missing one stands for.</param>
internal sealed class ListType(FieldType element, ListKind kind, IReadOnlyList<KeyValuePair<string, JsonNode?>> keys)
    : FieldType
{
    public FieldType Element { get; } = element;

    public ListKind Kind { get; } = kind;

    public IReadOnlyList<KeyValuePair<string, JsonNode?>> Keys { get; } = keys;
}
