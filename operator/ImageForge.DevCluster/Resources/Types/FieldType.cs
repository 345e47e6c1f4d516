using System.Text.Json.Nodes;

namespace ImageForge.DevCluster.Resources.Types;

/// <summary>
/// What the server knows about the shape of a value, for unknown-field checks, merging by list keys and field
/// ownership. Values themselves are validated elsewhere.
/// </summary>
internal abstract class FieldType;

/// <summary>A value whose shape is not declared: objects are merged by key, lists are replaced whole.</summary>
internal sealed class AnyType : FieldType
{
    public static AnyType Instance { get; } = new();
}

/// <summary>A string, number or boolean.</summary>
internal sealed class ScalarType(ScalarKind kind) : FieldType
{
    public ScalarKind Kind { get; } = kind;
}

/// <summary>The JSON forms that a scalar field takes.</summary>
internal enum ScalarKind
{
    String,
    Integer,
    Number,
    Boolean,

    /// <summary>Any scalar: quantities, int-or-string.</summary>
    Any,
}

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

/// <summary>How the items of a list are told apart (<c>x-kubernetes-list-type</c>).</summary>
internal enum ListKind
{
    /// <summary>Not at all: the list has one owner and is replaced whole.</summary>
    Atomic,

    /// <summary>By their value.</summary>
    Set,

    /// <summary>By their key fields.</summary>
    Map,
}

/// <summary>An object with free keys.</summary>
internal sealed class MapType(FieldType value, bool atomic) : FieldType
{
    public FieldType Value { get; } = value;

    /// <summary>True when the whole object has one owner.</summary>
    public bool Atomic { get; } = atomic;
}

/// <summary>An object with declared fields.</summary>
internal sealed class StructType(
    IReadOnlyDictionary<string, StructField> fields,
    bool atomic = false,
    bool keepsUnknown = false
) : FieldType
{
    public IReadOnlyDictionary<string, StructField> Fields { get; } = fields;

    /// <summary>True when the whole object has one owner.</summary>
    public bool Atomic { get; } = atomic;

    /// <summary>True when undeclared fields are kept (<c>x-kubernetes-preserve-unknown-fields</c>).</summary>
    public bool KeepsUnknown { get; } = keepsUnknown;
}

/// <summary>A declared field of a <see cref="StructType"/>.</summary>
/// <param name="Type">The type of its value.</param>
/// <param name="Always">True for a struct that is written even when it is empty, such as a container's resources.</param>
internal sealed record StructField(FieldType Type, bool Always = false);
