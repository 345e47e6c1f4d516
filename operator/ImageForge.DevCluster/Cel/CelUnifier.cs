namespace ImageForge.DevCluster.Cel;

/// <summary>Matches the types of arguments with those of parameters.</summary>
internal static class CelUnifier
{
    /// <summary>The type of the result where the signature takes the arguments, else null.</summary>
    public static CelType? Apply(CelOverload overload, IReadOnlyList<CelType> arguments)
    {
        if (arguments.Count != overload.Parameters.Count)
        {
            return null;
        }
        var bound = new Dictionary<CelType, CelType>();
        for (var i = 0; i < arguments.Count; i++)
        {
            if (!Matches(overload.Parameters[i], arguments[i], bound))
            {
                return null;
            }
        }
        return Substitute(overload.Result, bound);
    }

    /// <summary>A type that both fit, or null.</summary>
    public static CelType? Join(CelType left, CelType right)
    {
        if (left == CelType.Dyn || right == CelType.Dyn)
        {
            return CelType.Dyn;
        }
        if (left == CelType.Null)
        {
            return right;
        }
        if (right == CelType.Null)
        {
            return left;
        }
        return (left, right) switch
        {
            (CelType.ListType a, CelType.ListType b) => Join(a.Item, b.Item) is { } item ? CelType.ListOf(item) : null,
            (CelType.MapType a, CelType.MapType b) => Join(a.Key, b.Key) is { } key
            && Join(a.Value, b.Value) is { } value
                ? CelType.MapOf(key, value)
                : null,
            // Objects are told apart by their fields only, which literals of them do not have.
            (CelType.ObjectType, CelType.ObjectType) => left,
            _ => left == right ? left : null,
        };
    }

    private static bool Matches(CelType parameter, CelType argument, Dictionary<CelType, CelType> bound)
    {
        if (parameter is CelType.Parameter)
        {
            var joined = bound.TryGetValue(parameter, out var before) ? Join(before, argument) : argument;
            if (joined is null)
            {
                return false;
            }
            bound[parameter] = joined;
            return true;
        }
        if (parameter == CelType.Dyn || argument == CelType.Dyn)
        {
            return true;
        }
        return (parameter, argument) switch
        {
            (CelType.ListType p, CelType.ListType a) => Matches(p.Item, a.Item, bound),
            (CelType.MapType p, CelType.MapType a) => Matches(p.Key, a.Key, bound) && Matches(p.Value, a.Value, bound),
            _ => parameter == argument,
        };
    }

    private static CelType Substitute(CelType type, Dictionary<CelType, CelType> bound) =>
        type switch
        {
            CelType.Parameter => bound.GetValueOrDefault(type, CelType.Dyn),
            CelType.ListType list => CelType.ListOf(Substitute(list.Item, bound)),
            CelType.MapType map => CelType.MapOf(Substitute(map.Key, bound), Substitute(map.Value, bound)),
            _ => type,
        };
}
