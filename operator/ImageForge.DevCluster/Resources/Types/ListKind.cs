namespace ImageForge.DevCluster.Resources.Types;

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
