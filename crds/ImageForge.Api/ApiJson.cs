using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using ImageForge.Api.Common;

namespace ImageForge.Api;

/// <summary>JSON of the three kinds: camelCase, enumerations by name, nulls omitted.</summary>
public static class ApiJson
{
    private static readonly JsonSerializerOptions Options = new()
    {
        TypeInfoResolver = new RecordJson(CoreJson.Resolver),
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters =
        {
            new TimeConverter(),
            new KubernetesTimeConverter(),
            new DecimalConverter(),
            new QuantityConverter(),
            CoreJson.Strings,
        },
    };

    /// <summary>How an object of any of the kinds is written.</summary>
    public static JsonTypeInfo Of(Type kind) => Options.GetTypeInfo(kind);

    /// <summary>How objects of a kind, and the records that they consist of, are read and written.</summary>
    public static JsonTypeInfo<T> Of<T>() => (JsonTypeInfo<T>)Options.GetTypeInfo(typeof(T));
}
