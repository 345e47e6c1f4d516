using System.Collections;
using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ImageForge.Model;

/// <summary>A value in a specification or a plan.</summary>
/// <param name="Path">Its field, such as <c>compose.layers[logo].image</c>.</param>
/// <param name="Value">The value; never null.</param>
/// <param name="Property">The property that holds it, or the list that it is an item of.</param>
public readonly record struct FieldValue(string Path, object Value, PropertyInfo Property)
{
    /// <summary>An attribute of the property, or of the parameter that declares it.</summary>
    public T? Get<T>()
        where T : Attribute => Records.Limits(Property).OfType<T>().FirstOrDefault();
}

/// <summary>Walks specifications and plans: one walk for everything that is looked for in them.</summary>
[UnconditionalSuppressMessage("Trimming", "IL2070", Justification = AreKept)]
[UnconditionalSuppressMessage("Trimming", "IL2075", Justification = AreKept)]
public static class Records
{
    internal const string AreKept = "A native program keeps the assemblies of records whole (TrimmerRootAssembly).";

    private static readonly ConcurrentDictionary<Type, PropertyInfo[]> Properties = new();
    private static readonly ConcurrentDictionary<Type, Field[]> Fields = new();
    private static readonly ConcurrentDictionary<Type, bool> ImageHolders = new();
    private static readonly ConcurrentDictionary<PropertyInfo, Attribute[]> Attributes = new();

    /// <summary>
    /// All values below a record, each before those within it. Items of lists are named by their keys
    /// (<see cref="ListAttribute.Keys"/>), else by their number.
    /// </summary>
    /// <param name="root">The record; null has no values.</param>
    /// <param name="path">Its own field; empty for none.</param>
    public static IEnumerable<FieldValue> Values(object? root, string path = "") =>
        Values(root, path, static _ => true);

    /// <summary>
    /// The images below a record, in its order, without the built-in ones; one that is used twice is listed twice.
    /// </summary>
    public static IEnumerable<(string Path, ImageSource Image, ImageUse Use)> Images(object? root, string path = "") =>
        Values(root, path, static field => field.HoldsImages)
            .Where(v => v.Value is ImageSource { Builtin: null })
            .Select(v => (v.Path, (ImageSource)v.Value, v.Get<ImageAttribute>()?.Use ?? ImageUse.Required));

    /// <summary>
    /// The first value below a record that is out of the range that its attributes state, or null. The API server checks
    /// specifications; this is for plans, which are checked nowhere else. Texts are not checked.
    /// </summary>
    public static string? Violation(object? root, string path = "") =>
        Values(root, path).Select(Violation).FirstOrDefault(message => message is not null);

    internal static Attribute[] Limits(PropertyInfo property) =>
        Attributes.GetOrAdd(
            property,
            static p =>
                [
                    .. p.GetCustomAttributes(),
                    // Of a positional record the attributes are the parameter's.
                    .. p.DeclaringType!.GetConstructors(
                            BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance
                        )
                        .SelectMany(c => c.GetParameters())
                        .FirstOrDefault(parameter => parameter.Name == p.Name)
                        ?.GetCustomAttributes()
                        ?? [],
                ]
        );

    private static IEnumerable<FieldValue> Values(object? root, string path, Func<Field, bool> isSought)
    {
        if (root is null)
        {
            yield break;
        }

        foreach (var field in FieldsOf(root.GetType()))
        {
            if (!isSought(field) || field.Get(root) is not { } value)
            {
                continue;
            }

            var name = path.Length == 0 ? field.Name : $"{path}.{field.Name}";
            foreach (var found in Below(value, field.Property, name, isSought))
            {
                yield return found;
            }
        }
    }

    private static IEnumerable<FieldValue> Below(
        object value,
        PropertyInfo property,
        string path,
        Func<Field, bool> isSought
    )
    {
        yield return new(path, value, property);
        switch (value)
        {
            case string:
                break;
            case IDictionary map:
                foreach (DictionaryEntry entry in map)
                {
                    foreach (var found in Below(entry.Value!, property, $"{path}[{entry.Key}]", isSought))
                    {
                        yield return found;
                    }
                }

                break;
            case IEnumerable items:
                var index = 0;
                foreach (var item in items)
                {
                    foreach (var found in Below(item, property, $"{path}[{Key(item, property, index)}]", isSought))
                    {
                        yield return found;
                    }

                    index++;
                }

                break;
            default:
                foreach (var found in Values(value, path, isSought))
                {
                    yield return found;
                }

                break;
        }
    }

    private static string Key(object item, PropertyInfo list, int index)
    {
        var keys = Limits(list).OfType<ListAttribute>().FirstOrDefault()?.Keys?.Split(',');
        return keys is null
            ? index.ToString(CultureInfo.InvariantCulture)
            : string.Join(
                '/',
                FieldsOf(item.GetType()).Where(field => keys.Contains(field.Name)).Select(field => field.Get(item))
            );
    }

    private static string? Violation(FieldValue field)
    {
        switch (field.Value)
        {
            case Enum value when !Enum.IsDefined(value.GetType(), value):
                return $"{field.Path} '{value}' is unknown: {string.Join(", ", Enum.GetNames(value.GetType()))}";
            case double or int or long:
                var number = Convert.ToDouble(field.Value, CultureInfo.InvariantCulture);
                return field.Get<DecimalAttribute>() is { } range
                        ? OutOfRange(field.Path, number, range.Minimum, range.Maximum)
                    : field.Get<NumberAttribute>() is { } limits
                        ? OutOfRange(field.Path, number, limits.Minimum, limits.Maximum)
                    : null;
            case ICollection items when field.Get<ListAttribute>() is { } list && field.Value is not string:
                return OutOfRange($"{field.Path}: number of items", items.Count, list.MinItems, list.MaxItems);
            default:
                return null;
        }
    }

    private static string? OutOfRange(string what, double value, double minimum, double maximum) =>
        value >= minimum && value <= maximum
            ? null
            : string.Create(CultureInfo.InvariantCulture, $"{what} {value} is not between {minimum} and {maximum}");

    /// <summary>Whether a type is one of our records: the members of other types are not fields.</summary>
    internal static bool IsRecord(Type type) =>
        type.IsClass && type.Namespace?.StartsWith("ImageForge", StringComparison.Ordinal) == true;

    /// <summary>The properties that documents have, in order of declaration; those of base types last.</summary>
    internal static PropertyInfo[] PropertiesOf(Type type) =>
        Properties.GetOrAdd(
            type,
            static t =>
                !IsRecord(t)
                    ? []
                    :
                    [
                        .. t.GetProperties(BindingFlags.Public | BindingFlags.Instance)
                            .Where(p => p.GetIndexParameters().Length == 0 && !p.IsDefined(typeof(JsonIgnoreAttribute)))
                            .OrderByDescending(p => Depth(p.DeclaringType!))
                            // A native program has no tokens, and keeps the order of declaration.
                            .ThenBy(p => p.HasMetadataToken() ? p.MetadataToken : 0),
                    ]
        );

    private static Field[] FieldsOf(Type type) =>
        Fields.GetOrAdd(
            type,
            static t =>
                [
                    .. PropertiesOf(t)
                        .Select(p => new Field(p, JsonName(p), Accessors.Getter(p), MayHoldImages(p.PropertyType))),
                ]
        );

    /// <summary>Whether a value declared with this type may be an image or have one below.</summary>
    private static bool MayHoldImages(Type type) =>
        ImageHolders.TryGetValue(type, out var known) ? known : ImageHolders.GetOrAdd(type, MayHoldImages(type, []));

    private static bool MayHoldImages(Type type, HashSet<Type> seen)
    {
        // One that is met again is looked at already.
        if (type.IsValueType || type == typeof(string) || !seen.Add(type))
        {
            return false;
        }

        var derived = type.GetCustomAttributes<JsonDerivedTypeAttribute>(inherit: false).ToList();
        return type.IsAssignableFrom(typeof(ImageSource))
            // What derives from it is not known.
            || (IsRecord(type) && !type.IsSealed && derived.Count == 0)
            || type.GetGenericArguments().Any(item => MayHoldImages(item, seen))
            || PropertiesOf(type).Any(p => MayHoldImages(p.PropertyType, seen))
            || derived.Exists(d => MayHoldImages(d.DerivedType, seen));
    }

    private static int Depth(Type type) => type.BaseType is { } parent ? Depth(parent) + 1 : 0;

    internal static string JsonName(PropertyInfo property) =>
        property.GetCustomAttribute<JsonPropertyNameAttribute>()?.Name
        ?? JsonNamingPolicy.CamelCase.ConvertName(property.Name);

    /// <summary>A property as documents have it.</summary>
    /// <param name="Property">The property.</param>
    /// <param name="Name">Its name in JSON.</param>
    /// <param name="Get">Reads it.</param>
    /// <param name="HoldsImages">Whether it may hold an image, however far below.</param>
    private sealed record Field(PropertyInfo Property, string Name, Func<object, object?> Get, bool HoldsImages);
}
