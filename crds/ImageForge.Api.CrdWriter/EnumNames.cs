using System.Text.Json;

namespace ImageForge.Api.CrdWriter;

/// <summary>Names of enumeration members as JSON carries them.</summary>
internal static class EnumNames
{
    /// <summary>All names, in order of declaration.</summary>
    public static IEnumerable<string> All(Type type) => Enum.GetValues(type).Cast<Enum>().Select(Of);

    /// <summary>The name of one member. Asks the product's own serializer, so that the two cannot differ.</summary>
    public static string Of(Enum value) =>
        JsonSerializer.SerializeToElement(value, value.GetType(), ApiJson.Default).GetString()
        ?? throw new InvalidOperationException($"{value} has no name.");
}
