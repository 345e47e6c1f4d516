using ImageForge.DevCluster.Schema;

namespace ImageForge.DevCluster.Cel;

/// <summary>A value that an expression works with or results in.</summary>
internal abstract record CelValue
{
    /// <summary>The type of the value; what it contains is not looked at.</summary>
    public abstract CelType Type { get; }
}

internal sealed record CelNull : CelValue
{
    public static readonly CelNull Instance = new();

    private CelNull() { }

    public override CelType Type => CelType.Null;
}

internal sealed record CelBool : CelValue
{
    public static readonly CelBool True = new(true);
    public static readonly CelBool False = new(false);

    private CelBool(bool value) => Value = value;

    public bool Value { get; }

    public override CelType Type => CelType.Bool;

    public static CelBool Of(bool value) => value ? True : False;
}

internal sealed record CelInt(long Value) : CelValue
{
    public override CelType Type => CelType.Int;
}

internal sealed record CelUint(ulong Value) : CelValue
{
    public override CelType Type => CelType.Uint;
}

internal sealed record CelDouble(double Value) : CelValue
{
    public override CelType Type => CelType.Double;
}

internal sealed record CelString(string Value) : CelValue
{
    public override CelType Type => CelType.String;
}

internal sealed record CelBytes(byte[] Value) : CelValue
{
    public override CelType Type => CelType.Bytes;
}

internal sealed record CelTimestamp(DateTimeOffset Value) : CelValue
{
    public override CelType Type => CelType.Timestamp;
}

/// <summary>A signed span of time.</summary>
/// <param name="Nanoseconds">Its length.</param>
internal sealed record CelDuration(long Nanoseconds) : CelValue
{
    public override CelType Type => CelType.Duration;
}

/// <summary>A type as a value, as <c>type(1)</c> and <c>int</c> give it.</summary>
/// <param name="TypeName">Its name without what it contains.</param>
internal sealed record CelTypeValue(string TypeName) : CelValue
{
    public override CelType Type => CelType.TypeOfType;
}

/// <summary>
/// What an expression results in where it has no value. It is a value and no exception, as <c>||</c> and <c>&amp;&amp;</c>
/// may make up for it.
/// </summary>
internal sealed record CelError(string Message) : CelValue
{
    public static readonly CelError NoSuchOverload = new("no such overload");
    public static readonly CelError CostExceeded = new("operation cancelled: actual cost limit exceeded");

    public override CelType Type => CelType.Error;
}

/// <summary>A list.</summary>
/// <param name="Items">Its items.</param>
/// <param name="Schema">The schema that it comes from, which may make it a set or a map; null for one that was computed.</param>
internal sealed record CelList(IReadOnlyList<CelValue> Items, StructuralSchema? Schema = null) : CelValue
{
    public override CelType Type => CelType.ListOf(CelType.Dyn);

    public bool IsSet => Schema?.ListType == "set";

    public bool IsMap => Schema?.ListType == "map";
}
