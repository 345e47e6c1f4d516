namespace ImageForge.DevCluster.Cel;

/// <summary>One signature of a function. The checker and the evaluator use the same ones.</summary>
/// <param name="Name">The function's name.</param>
/// <param name="IsMember">Whether the first parameter stands before a dot.</param>
/// <param name="Parameters">The types of the arguments.</param>
/// <param name="Result">The type of what it returns.</param>
/// <param name="Invoke">Computes the result; gets values of the parameters' types only.</param>
internal sealed record CelOverload(
    string Name,
    bool IsMember,
    IReadOnlyList<CelType> Parameters,
    CelType Result,
    Func<IReadOnlyList<CelValue>, CelValue> Invoke
)
{
    /// <summary>Whether it takes these values.</summary>
    public bool Accepts(IReadOnlyList<CelValue> arguments)
    {
        if (arguments.Count != Parameters.Count)
        {
            return false;
        }
        for (var i = 0; i < arguments.Count; i++)
        {
            if (!Takes(Parameters[i], arguments[i]))
            {
                return false;
            }
        }
        return true;
    }

    private static bool Takes(CelType parameter, CelValue value) =>
        parameter switch
        {
            CelType.Parameter => true,
            CelType.ListType => value is CelList,
            CelType.MapType => value is CelMap { IsObject: false },
            _ => parameter == CelType.Dyn || parameter == value.Type,
        };
}
