namespace ImageForge.DevCluster.Cel;

/// <summary>A value that an expression works with or results in.</summary>
internal abstract record CelValue
{
    /// <summary>The type of the value; what it contains is not looked at.</summary>
    public abstract CelType Type { get; }
}
