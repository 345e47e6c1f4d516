namespace ImageForge.DevCluster.Cel;

/// <summary>The type of an expression. <see cref="Dyn"/> fits everything and is what is not known before evaluation.</summary>
internal abstract record CelType
{
    public static readonly CelType Dyn = new Basic("dyn");
    public static readonly CelType Bool = new Basic("bool");
    public static readonly CelType Int = new Basic("int");
    public static readonly CelType Uint = new Basic("uint");
    public static readonly CelType Double = new Basic("double");
    public static readonly CelType String = new Basic("string");
    public static readonly CelType Bytes = new Basic("bytes");
    public static readonly CelType Null = new Basic("null_type");
    public static readonly CelType Duration = new Basic("google.protobuf.Duration");
    public static readonly CelType Timestamp = new Basic("google.protobuf.Timestamp");
    public static readonly CelType TypeOfType = new Basic("type");
    public static readonly CelType Error = new Basic("error");

    /// <summary>A type variable of a function's signature.</summary>
    public static readonly CelType A = new Parameter("A");

    /// <summary>Another type variable.</summary>
    public static readonly CelType B = new Parameter("B");

    public static CelType ListOf(CelType item) => new ListType(item);

    public static CelType MapOf(CelType key, CelType value) => new MapType(key, value);

    /// <summary>The type without what is inside it, as <c>type()</c> shows it.</summary>
    public abstract string Name { get; }

    public sealed override string ToString() => Describe();

    private protected virtual string Describe() => Name;

    public sealed record Basic(string Title) : CelType
    {
        public override string Name => Title;
    }

    public sealed record Parameter(string Title) : CelType
    {
        public override string Name => Title;
    }

    public sealed record ListType(CelType Item) : CelType
    {
        public override string Name => "list";

        private protected override string Describe() => $"list({Item})";
    }

    public sealed record MapType(CelType Key, CelType Value) : CelType
    {
        public override string Name => "map";

        private protected override string Describe() => $"map({Key}, {Value})";
    }

    /// <summary>An object with declared fields, under the names that expressions use for them.</summary>
    public sealed record ObjectType(IReadOnlyDictionary<string, CelType> Fields) : CelType
    {
        public override string Name => "object";
    }
}
