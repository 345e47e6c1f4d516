namespace ImageForge.DevCluster.Cel;

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
