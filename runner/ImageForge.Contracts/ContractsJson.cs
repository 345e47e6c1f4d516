using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace ImageForge.Contracts;

/// <summary>How operator and runner write the documents that they share.</summary>
public static class ContractsJson
{
    private static readonly JsonSerializerOptions Strict = new()
    {
        TypeInfoResolver = new RecordJson(),
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        // Canonical JSON sorts keys, so the discriminator need not come first.
        AllowOutOfOrderMetadataProperties = true,
    };

    private static readonly JsonSerializerOptions Unescaped = new(Strict)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private static readonly JsonSerializerOptions Indented = new(Unescaped) { WriteIndented = true };

    /// <summary>How a document, and the records that it consists of, are read and written.</summary>
    public static JsonTypeInfo<T> Of<T>() => Of<T>(Strict);

    /// <summary>As <see cref="Of{T}()"/>, with characters written as they are where JSON allows it: the shortest text.</summary>
    internal static JsonTypeInfo<T> ShortestOf<T>() => Of<T>(Unescaped);

    /// <summary>As <see cref="ShortestOf{T}"/>, laid out for people.</summary>
    internal static JsonTypeInfo<T> IndentedOf<T>() => Of<T>(Indented);

    private static JsonTypeInfo<T> Of<T>(JsonSerializerOptions options) =>
        (JsonTypeInfo<T>)options.GetTypeInfo(typeof(T));
}
