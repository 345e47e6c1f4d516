using System.Text.Json;
using System.Text.Json.Serialization;

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
