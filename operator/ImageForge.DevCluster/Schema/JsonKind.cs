namespace ImageForge.DevCluster.Schema;

/// <summary>The kinds of JSON values that schemas tell apart: whole numbers that fit 64 bits are their own kind.</summary>
internal enum JsonKind
{
    Null,
    Boolean,
    Integer,
    Number,
    String,
    Array,
    Object,
}
