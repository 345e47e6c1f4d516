namespace ImageForge.DevCluster.Cel;

/// <summary>A map, or an object with fields.</summary>
internal sealed record CelMap : CelValue
{
    private readonly Dictionary<CelValue, CelValue> _entries;

    /// <param name="entries">Keys must be distinct; numbers that are equal are one key whatever their type.</param>
    /// <param name="isObject">Whether it is an object with declared fields.</param>
    public CelMap(IEnumerable<KeyValuePair<CelValue, CelValue>> entries, bool isObject = false)
    {
        _entries = entries.ToDictionary(entry => Normal(entry.Key), entry => entry.Value);
        IsObject = isObject;
    }

    public bool IsObject { get; }

    public IReadOnlyDictionary<CelValue, CelValue> Entries => _entries;

    public override CelType Type => CelType.MapOf(CelType.Dyn, CelType.Dyn);

    public CelValue? Find(CelValue key) => _entries.GetValueOrDefault(Normal(key));

    private static CelValue Normal(CelValue key) =>
        key switch
        {
            CelUint { Value: <= long.MaxValue } unsigned => new CelInt((long)unsigned.Value),
            CelDouble real when Math.Abs(real.Value) < 1L << 53 && Math.Floor(real.Value) == real.Value => new CelInt(
                (long)real.Value
            ),
            _ => key,
        };
}
