namespace ImageForge.DevCluster.Cel;

/// <summary>Functions of values that may be absent. <c>or</c> and <c>orValue</c> are evaluated elsewhere, as they are lazy.</summary>
internal static class CelOptionals
{
    private static readonly CelType Optional = CelType.OptionalOf(CelType.A);

    public static IEnumerable<CelOverload> All()
    {
        yield return new("optional.of", false, [CelType.A], Optional, a => new CelOptional(a[0]));
        yield return new("optional.none", false, [], CelType.OptionalOf(CelType.Dyn), _ => CelOptional.None);
        yield return new(
            "optional.ofNonZeroValue",
            false,
            [CelType.A],
            Optional,
            a => IsZero(a[0]) ? CelOptional.None : new CelOptional(a[0])
        );
        yield return new(
            "hasValue",
            true,
            [Optional],
            CelType.Bool,
            a => CelBool.Of(((CelOptional)a[0]).Value is not null)
        );
        yield return new(
            "value",
            true,
            [Optional],
            CelType.A,
            a => ((CelOptional)a[0]).Value ?? new CelError("optional.none() dereference")
        );
        yield return new(
            "or",
            true,
            [Optional, Optional],
            Optional,
            a => ((CelOptional)a[0]).Value is null ? a[1] : a[0]
        );
        yield return new("orValue", true, [Optional, CelType.A], CelType.A, a => ((CelOptional)a[0]).Value ?? a[1]);
    }

    private static bool IsZero(CelValue value) =>
        value switch
        {
            CelNull
            or CelBool { Value: false }
            or CelInt { Value: 0 }
            or CelUint { Value: 0 }
            or CelDouble { Value: 0 } => true,
            CelString { Value.Length: 0 } or CelBytes { Value.Length: 0 } or CelDuration { Nanoseconds: 0 } => true,
            CelList list => list.Items.Count == 0,
            CelMap map => map.Entries.Count == 0,
            _ => false,
        };
}
