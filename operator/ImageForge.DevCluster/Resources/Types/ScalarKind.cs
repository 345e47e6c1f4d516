namespace ImageForge.DevCluster.Resources.Types;

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
