using System.Diagnostics.CodeAnalysis;
using System.Reflection;

namespace ImageForge.Model;

/// <summary>Reads and writes properties through delegates: reflection is several times as slow where no code may be generated.</summary>
/// <remarks>
/// Precompiled code serves every type of references, and the values of the table. Other values, such as enumerations, stay
/// with reflection, since each would have code of its own to compile at run time.
/// </remarks>
[UnconditionalSuppressMessage("Trimming", "IL2060", Justification = Records.AreKept)]
[UnconditionalSuppressMessage("AOT", "IL3050", Justification = "Generics over values are named in the table.")]
internal static class Accessors
{
    // Names what is to be precompiled; never called with object.
    private static readonly Dictionary<Type, (Delegate Get, Delegate Set)> Values = new()
    {
        [typeof(bool)] = (GetValue<object, bool>, SetValue<object, bool>),
        [typeof(bool?)] = (GetValue<object, bool?>, SetValue<object, bool?>),
        [typeof(int)] = (GetValue<object, int>, SetValue<object, int>),
        [typeof(int?)] = (GetValue<object, int?>, SetValue<object, int?>),
        [typeof(long)] = (GetValue<object, long>, SetValue<object, long>),
        [typeof(long?)] = (GetValue<object, long?>, SetValue<object, long?>),
        [typeof(double)] = (GetValue<object, double>, SetValue<object, double>),
        [typeof(double?)] = (GetValue<object, double?>, SetValue<object, double?>),
    };

    public static Func<object, object?> Getter(PropertyInfo property) =>
        property.PropertyType.IsValueType
            ? Values.TryGetValue(property.PropertyType, out var value)
                ? Make<Func<object, object?>>(value.Get.Method, property, property.GetMethod!)
                : property.GetValue
            : Make<Func<object, object?>>(
                ((Delegate)GetReference<object, object>).Method,
                property,
                property.GetMethod!
            );

    public static Action<object, object?> Setter(PropertyInfo property) =>
        property.PropertyType.IsValueType
            ? Values.TryGetValue(property.PropertyType, out var value)
                ? Make<Action<object, object?>>(value.Set.Method, property, property.SetMethod!)
                : property.SetValue
            : Make<Action<object, object?>>(
                ((Delegate)SetReference<object, object>).Method,
                property,
                property.SetMethod!
            );

    /// <summary>Calls a constructor without parameters.</summary>
    public static Func<object> Constructor(Type type) =>
        ((Func<Func<object>>)New<object>)
            .Method.GetGenericMethodDefinition()
            .MakeGenericMethod(type)
            .CreateDelegate<Func<Func<object>>>()();

    private static TAccess Make<TAccess>(MethodInfo maker, PropertyInfo property, MethodInfo accessor) =>
        maker
            .GetGenericMethodDefinition()
            .MakeGenericMethod(property.DeclaringType!, property.PropertyType)
            .CreateDelegate<Func<MethodInfo, TAccess>>()(accessor);

    private static Func<object, object?> GetReference<TOwner, TValue>(MethodInfo accessor)
        where TOwner : class
        where TValue : class
    {
        var get = accessor.CreateDelegate<Func<TOwner, TValue?>>();
        return owner => get((TOwner)owner);
    }

    private static Action<object, object?> SetReference<TOwner, TValue>(MethodInfo accessor)
        where TOwner : class
        where TValue : class
    {
        var set = accessor.CreateDelegate<Action<TOwner, TValue?>>();
        return (owner, value) => set((TOwner)owner, (TValue?)value);
    }

    private static Func<object, object?> GetValue<TOwner, TValue>(MethodInfo accessor)
        where TOwner : class
    {
        var get = accessor.CreateDelegate<Func<TOwner, TValue>>();
        return owner => get((TOwner)owner);
    }

    private static Action<object, object?> SetValue<TOwner, TValue>(MethodInfo accessor)
        where TOwner : class
    {
        var set = accessor.CreateDelegate<Action<TOwner, TValue>>();
        return (owner, value) => set((TOwner)owner, (TValue)value!);
    }

    private static Func<object> New<T>()
        where T : class, new() => static () => new T();
}
