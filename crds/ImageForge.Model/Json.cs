using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace ImageForge.Model;

/// <summary>
/// Reads numbers rounded to six digits after the point: what is written in different ways, or was computed, and means the
/// same has the same plan and so the same plan hash.
/// </summary>
public sealed class DecimalConverter : JsonConverter<double>
{
    private const int Digits = 6;

    /// <summary>The nearest number with six digits after the point, and zero without a sign.</summary>
    /// <param name="value">Any finite number; halves are rounded away from zero.</param>
    public static double Round(double value) => Math.Round(value, Digits, MidpointRounding.AwayFromZero) + 0.0;

    /// <inheritdoc/>
    public override double Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Round(reader.GetDouble());

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, double value, JsonSerializerOptions options) =>
        writer.WriteNumberValue(value);
}

/// <summary>A converter of values of our own, which <see cref="RecordJson"/> takes for properties and maps of them.</summary>
internal interface IStructConverter
{
    /// <summary>Whether a type is that of the values, or a map of them.</summary>
    bool Knows(Type type);

    /// <summary>Metadata of a known type.</summary>
    JsonTypeInfo GetTypeInfo(Type type, JsonSerializerOptions options);

    /// <summary>The converter of a property.</summary>
    ValueConverter Boxed(bool isNullable);
}

/// <summary>Reads and writes values of one type; a map of them is an <see cref="IReadOnlyDictionary{TKey, TValue}"/>.</summary>
public abstract class StructConverter<T> : JsonConverter<T>, IStructConverter
    where T : struct
{
    bool IStructConverter.Knows(Type type) => type == typeof(T) || type == typeof(IReadOnlyDictionary<string, T>);

    JsonTypeInfo IStructConverter.GetTypeInfo(Type type, JsonSerializerOptions options) =>
        type == typeof(T)
            ? JsonMetadataServices.CreateValueInfo<T>(options, this)
            : JsonMetadataServices.CreateIReadOnlyDictionaryInfo<IReadOnlyDictionary<string, T>, string, T>(
                options,
                new()
            );

    ValueConverter IStructConverter.Boxed(bool isNullable) => new ValueConverter.Boxing<T>(this, isNullable);
}
