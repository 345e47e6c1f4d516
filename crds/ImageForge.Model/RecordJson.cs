using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace ImageForge.Model;

/// <summary>
/// How System.Text.Json reads and writes specifications, plans and results. A property that a document leaves out keeps
/// the value of its initializer.
/// </summary>
/// <remarks>
/// In place of source-generated metadata, which has a generic property for each enumeration: precompiled code cannot hold
/// generics of the framework over our types, and compiling them takes a fifth of a second of every start. Here numbers,
/// enumerations and other values are properties of type object, for which the framework's precompiled code serves.
/// In a native program generics over references share code as well, and those over values are named here.
/// </remarks>
/// <param name="others">Metadata of types that are not ours; null for none.</param>
[UnconditionalSuppressMessage("Trimming", "IL2060", Justification = Records.AreKept)]
[UnconditionalSuppressMessage("Trimming", "IL2067", Justification = Records.AreKept)]
[UnconditionalSuppressMessage("Trimming", "IL2070", Justification = Records.AreKept)]
[UnconditionalSuppressMessage("Trimming", "IL2026", Justification = "Metadata are not found by reflection.")]
[UnconditionalSuppressMessage("AOT", "IL3050", Justification = "Generics are made over references alone.")]
public sealed class RecordJson(IJsonTypeInfoResolver? others = null) : IJsonTypeInfoResolver
{
    /// <inheritdoc/>
    public JsonTypeInfo? GetTypeInfo(Type type, JsonSerializerOptions options) =>
        Records.IsRecord(type) ? Record(type, options)
        : type == typeof(string)
            ? JsonMetadataServices.CreateValueInfo<string>(
                options,
                (JsonConverter?)options.Converters.OfType<PooledStrings>().FirstOrDefault()
                    ?? JsonMetadataServices.StringConverter
            )
        : type == typeof(object)
            ? JsonMetadataServices.CreateValueInfo<object?>(options, JsonMetadataServices.ObjectConverter)
        : type == typeof(int) ? JsonMetadataServices.CreateValueInfo<int>(options, JsonMetadataServices.Int32Converter)
        : type == typeof(IReadOnlyList<int>)
            ? JsonMetadataServices.CreateIEnumerableInfo<IReadOnlyList<int>, int>(options, new())
        : type == typeof(double)
            ? JsonMetadataServices.CreateValueInfo<double>(
                options,
                ValueConverter.Own<double>(options) ?? JsonMetadataServices.DoubleConverter
            )
        : type == typeof(IReadOnlyDictionary<string, double>)
            ? JsonMetadataServices.CreateIReadOnlyDictionaryInfo<IReadOnlyDictionary<string, double>, string, double>(
                options,
                new()
            )
        : Item(type, typeof(IReadOnlyList<>)) is { IsValueType: false } item ? Made(nameof(List), item, options)
        : Item(type, typeof(IReadOnlyDictionary<,>)) is { IsValueType: false } value ? Made(nameof(Map), value, options)
        : options.Converters.OfType<IStructConverter>().FirstOrDefault(c => c.Knows(type)) is { } values
            ? values.GetTypeInfo(type, options)
        : others?.GetTypeInfo(type, options);

    /// <summary>What is wrong with a document, and in which of its fields.</summary>
    public static string Explain(JsonException exception) =>
        // The framework's own messages end with the path.
        exception is { Path: { } path, Message: { } message }
        && !message.Contains(" Path: ", StringComparison.Ordinal)
            ? $"{path}: {message}"
            : exception.Message;

    private static JsonTypeInfo Record(Type type, JsonSerializerOptions options)
    {
        var info = Made(nameof(Object), type, options);
        info.CreateObject = type.IsAbstract ? null : Constructor(type);
        info.PolymorphismOptions = Polymorphism(type);
        var nullability = options.RespectNullableAnnotations ? new NullabilityInfoContext() : null;
        foreach (var property in Records.PropertiesOf(type))
        {
            info.Properties.Add(Property(info, property, nullability));
        }

        return info;
    }

    private static Type? Item(Type type, Type collection) =>
        type.IsGenericType && type.GetGenericTypeDefinition() == collection ? type.GetGenericArguments()[^1] : null;

    // JsonTypeInfo.CreateJsonTypeInfo would look for converters of its own, some of them generic over values.
    private static JsonTypeInfo Made(string kind, Type type, JsonSerializerOptions options) =>
        typeof(RecordJson)
            .GetMethod(kind, BindingFlags.NonPublic | BindingFlags.Static)!
            .MakeGenericMethod(type)
            .CreateDelegate<Func<JsonSerializerOptions, JsonTypeInfo>>()(options);

    private static JsonTypeInfo<T> Object<T>(JsonSerializerOptions options)
        where T : class =>
        JsonMetadataServices.CreateObjectInfo<T>(options, new() { PropertyMetadataInitializer = _ => [] });

    private static JsonTypeInfo<IReadOnlyList<T>> List<T>(JsonSerializerOptions options)
        where T : class => JsonMetadataServices.CreateIEnumerableInfo<IReadOnlyList<T>, T>(options, new());

    private static JsonTypeInfo<IReadOnlyDictionary<string, T>> Map<T>(JsonSerializerOptions options)
        where T : class =>
        JsonMetadataServices.CreateIReadOnlyDictionaryInfo<IReadOnlyDictionary<string, T>, string, T>(options, new());

    private static JsonPropertyInfo Property(
        JsonTypeInfo info,
        PropertyInfo property,
        NullabilityInfoContext? nullability
    )
    {
        var converter = ValueConverter.Of(property.PropertyType, info.Options);
        var made = info.CreateJsonPropertyInfo(
            converter is null ? property.PropertyType : typeof(object),
            Records.JsonName(property)
        );
        made.CustomConverter = converter;
        made.Get = Accessors.Getter(property);
        made.Set = property.CanWrite ? Accessors.Setter(property) : null;
        made.IsRequired = property.IsDefined(typeof(RequiredMemberAttribute));
        made.IsSetNullable = property.PropertyType.IsValueType
            ? converter is not null || Nullable.GetUnderlyingType(property.PropertyType) is not null
            : nullability is null || nullability.Create(property).WriteState != NullabilityState.NotNull;
        return made;
    }

    private static Func<object> Constructor(Type type)
    {
        var constructor = type.GetConstructors().Single();
        var parameters = constructor.GetParameters();
        if (parameters.Length == 0)
        {
            return Accessors.Constructor(type);
        }

        var defaults = parameters
            .Select(p =>
                p.HasDefaultValue ? p.DefaultValue
                : p.ParameterType.IsValueType ? Zero(p.ParameterType)
                : null
            )
            .ToArray();
        return () => constructor.Invoke(defaults);
    }

    private static object? Zero(Type type) =>
        Nullable.GetUnderlyingType(type) is null ? RuntimeHelpers.GetUninitializedObject(type) : null;

    private static JsonPolymorphismOptions? Polymorphism(Type type)
    {
        if (type.GetCustomAttribute<JsonPolymorphicAttribute>(inherit: false) is not { } attribute)
        {
            return null;
        }

        var options = new JsonPolymorphismOptions
        {
            TypeDiscriminatorPropertyName = attribute.TypeDiscriminatorPropertyName!,
        };
        foreach (var derived in type.GetCustomAttributes<JsonDerivedTypeAttribute>(inherit: false))
        {
            options.DerivedTypes.Add(new(derived.DerivedType, (string)derived.TypeDiscriminator!));
        }

        return options;
    }
}

/// <summary>Reads and writes boxed values of one type.</summary>
internal abstract class ValueConverter(bool isNullable) : JsonConverter<object>
{
    // A native program has arrays of the values that it names.
    private static readonly Dictionary<Type, Type> EnumLists = new() { [typeof(MetricName)] = typeof(MetricName[]) };

    /// <summary>A null for what cannot be null comes to <see cref="JsonConverter{T}.Read"/>, which refuses it.</summary>
    public sealed override bool HandleNull => !isNullable;

    /// <summary>The converter of a type of values, or of lists of an enumeration; null for any other type.</summary>
    public static ValueConverter? Of(Type type, JsonSerializerOptions options)
    {
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>))
        {
            var item = type.GetGenericArguments()[0];
            return item.IsEnum ? new EnumListConverter(item, EnumLists[item]) : null;
        }

        if (!type.IsValueType)
        {
            return null;
        }

        var isNullable = Nullable.GetUnderlyingType(type) is not null;
        var value = Nullable.GetUnderlyingType(type) ?? type;
        return value.IsEnum ? new EnumConverter(value, isNullable)
            : value == typeof(bool) ? new Boxing<bool>(JsonMetadataServices.BooleanConverter, isNullable)
            : value == typeof(int) ? new Boxing<int>(JsonMetadataServices.Int32Converter, isNullable)
            : value == typeof(long) ? new Boxing<long>(JsonMetadataServices.Int64Converter, isNullable)
            : value == typeof(double)
                ? new Boxing<double>(Own<double>(options) ?? JsonMetadataServices.DoubleConverter, isNullable)
            : value == typeof(DateTimeOffset)
                ? new Boxing<DateTimeOffset>(
                    Own<DateTimeOffset>(options) ?? JsonMetadataServices.DateTimeOffsetConverter,
                    isNullable
                )
            : options.Converters.OfType<IStructConverter>().FirstOrDefault(c => c.Knows(value))?.Boxed(isNullable);
    }

    internal static JsonConverter<T>? Own<T>(JsonSerializerOptions options) =>
        options.Converters.OfType<JsonConverter<T>>().FirstOrDefault();

    internal sealed class Boxing<T>(JsonConverter<T> inner, bool isNullable) : ValueConverter(isNullable)
        where T : struct
    {
        public override object? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            try
            {
                return inner.Read(ref reader, typeof(T), options);
            }
            catch (Exception e) when (e is FormatException or InvalidOperationException)
            {
                throw new JsonException($"not a value of type {typeof(T).Name}", e);
            }
        }

        public override void Write(Utf8JsonWriter writer, object value, JsonSerializerOptions options) =>
            inner.Write(writer, (T)value, options);
    }

    private sealed class EnumConverter(Type type, bool isNullable) : ValueConverter(isNullable)
    {
        private readonly EnumNames _names = EnumNames.Of(type);

        public override object? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            _names.Read(ref reader);

        public override void Write(Utf8JsonWriter writer, object value, JsonSerializerOptions options) =>
            writer.WriteStringValue(_names.Name(value));
    }

    private sealed class EnumListConverter(Type item, Type array) : ValueConverter(isNullable: true)
    {
        private readonly EnumNames _names = EnumNames.Of(item);

        public override object? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            if (reader.TokenType != JsonTokenType.StartArray)
            {
                throw new JsonException("not a list");
            }

            var values = new ArrayList();
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            {
                values.Add(_names.Read(ref reader));
            }

            var all = Array.CreateInstanceFromArrayType(array, values.Count);
            values.CopyTo(all);
            return all;
        }

        public override void Write(Utf8JsonWriter writer, object value, JsonSerializerOptions options)
        {
            writer.WriteStartArray();
            foreach (var entry in (IEnumerable)value)
            {
                writer.WriteStringValue(_names.Name(entry));
            }

            writer.WriteEndArray();
        }
    }
}
