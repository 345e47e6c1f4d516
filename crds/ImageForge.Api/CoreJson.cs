using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using k8s.Models;

namespace ImageForge.Api;

/// <summary>
/// JSON of the built-in kinds as the Kubernetes API reads and writes it: with times as the API server expects them, and
/// without managedFields, which are large and of no use to a client.
/// </summary>
public static class CoreJson
{
    internal static readonly PooledStrings Strings = new();

    private static readonly MicroTimeConverter MicroTime = new();

    /// <summary>Metadata of the types of <c>k8s.Models</c> that are used; null of any other.</summary>
    internal static IJsonTypeInfoResolver Resolver { get; } = CoreJsonContext.Default.WithAddedModifier(Adjust);

    private static readonly JsonSerializerOptions Options = new()
    {
        TypeInfoResolver = Resolver,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new KubernetesTimeConverter(), Strings },
    };

    /// <summary>How objects of a type of <c>k8s.Models</c> are read and written.</summary>
    public static JsonTypeInfo<T> Of<T>() => (JsonTypeInfo<T>)Options.GetTypeInfo(typeof(T));

    /// <summary>As <see cref="Of{T}"/>, but objects are read without some of their properties.</summary>
    /// <param name="skipped">Names of the properties to skip, by the type that has them.</param>
    /// <param name="whenRead">Changes each object that was read; null for nothing.</param>
    public static JsonTypeInfo<T> Without<T>(IReadOnlyDictionary<Type, string[]> skipped, Action<T>? whenRead = null)
    {
        var options = new JsonSerializerOptions(Options)
        {
            TypeInfoResolver = Resolver.WithAddedModifier(type =>
            {
                foreach (var name in skipped.GetValueOrDefault(type.Type) ?? [])
                {
                    type.Properties.Remove(type.Properties.Single(property => property.Name == name));
                }

                if (whenRead is not null && type.Type == typeof(T))
                {
                    type.OnDeserialized = value => whenRead((T)value);
                }
            }),
        };
        return (JsonTypeInfo<T>)options.GetTypeInfo(typeof(T));
    }

    private static void Adjust(JsonTypeInfo type)
    {
        if (type.Type == typeof(V1ObjectMeta))
        {
            type.Properties.Remove(type.Properties.Single(property => property.Name == "managedFields"));
        }

        string[] microTimes =
            type.Type == typeof(V1LeaseSpec) ? ["acquireTime", "renewTime"]
            : type.Type == typeof(Eventsv1Event) ? ["eventTime"]
            : type.Type == typeof(Eventsv1EventSeries) ? ["lastObservedTime"]
            : [];
        foreach (var property in type.Properties.Where(property => microTimes.Contains(property.Name)))
        {
            property.CustomConverter =
                property.PropertyType == typeof(DateTime)
                    ? MicroTime
                    : JsonMetadataServices.GetNullableConverter(
                        JsonMetadataServices.CreateValueInfo<DateTime>(type.Options, MicroTime)
                    );
        }
    }
}

/// <summary>Metadata of the types that are used. The library's own, of all its types, takes megabytes more to load.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    GenerationMode = JsonSourceGenerationMode.Metadata
)]
[JsonSerializable(typeof(Eventsv1Event))]
[JsonSerializable(typeof(V1APIResourceList))]
[JsonSerializable(typeof(V1Condition))]
[JsonSerializable(typeof(V1ConfigMap))]
[JsonSerializable(typeof(V1DeleteOptions))]
[JsonSerializable(typeof(V1Job))]
[JsonSerializable(typeof(V1Lease))]
[JsonSerializable(typeof(V1ObjectMeta))]
[JsonSerializable(typeof(V1Pod))]
[JsonSerializable(typeof(V1Status))]
internal sealed partial class CoreJsonContext : JsonSerializerContext;
